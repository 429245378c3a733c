# One image for the web server and the worker. Written with care; see docs/run/install.md.
FROM python:3.11-slim

ENV PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PIP_NO_CACHE_DIR=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1

WORKDIR /opt/octavo

# What changes rarely first. Every package is checked by its hash.
COPY requirements.lock ./
RUN pip install --require-hashes --no-deps -r requirements.lock

# To have texts recorded here (OCTAVO_VOICE=espeak-ng), take the comment signs away: about 30 MB. Without it browsers read
# aloud by themselves. Like the rest of this file it was not tried where this release was made. piper is not packaged by
# Debian: see docs/run/listen.md.
# RUN apt-get update && apt-get install --yes --no-install-recommends espeak-ng opus-tools && rm -rf /var/lib/apt/lists/*

COPY pyproject.toml README.md LICENSE ./
COPY src ./src
RUN pip install --no-deps --no-build-isolation -e .

# The embedding model, checked by its hash. Without a network the paper groups by words, and says so.
RUN python -m octavo.work.model /opt/octavo/models

# Fonts, translations and static files. The key that a data folder is begun with stays out of the image.
RUN OCTAVO_DATA=/tmp/octavo octavo assets \
    && useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin octavo \
    && install --directory --owner=octavo --group=octavo --mode=0700 /data \
    && rm /tmp/octavo/secret-key \
    && cp -r /tmp/octavo/. /data/ \
    && chown -R octavo:octavo /data \
    && rm -r /tmp/octavo

ENV OCTAVO_DATA=/data \
    OCTAVO_MODELS=/opt/octavo/models \
    OCTAVO_BIND=0.0.0.0 \
    OCTAVO_PORT=8000 \
    OCTAVO_THREADS=4
USER octavo
VOLUME /data
EXPOSE 8000

# OCTAVO_HOSTS must keep 127.0.0.1, which is how the container asks itself.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as u; u.urlopen(f'http://127.0.0.1:{os.environ[\"OCTAVO_PORT\"]}/health', timeout=4)"]

# The web server alone; the worker is the same image with the command "octavo worker". An upgraded image
# migrates and refreshes a volume's static files before it serves.
CMD ["sh", "-c", "octavo migrate --verbosity 0 && octavo assets && exec granian --interface wsgi --host \"$OCTAVO_BIND\" --port \"$OCTAVO_PORT\" --workers 1 --blocking-threads \"$OCTAVO_THREADS\" --no-ws --log-level warning octavo.site.wsgi:application"]
