"""Account pages stand in the paper's own frame, so that there is one masthead to keep."""

from __future__ import annotations

from django import template
from django.conf import settings
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

register = template.Library()


class Framed(template.Node):
    """What stands between the tags, inside ``frame.html`` of the pages."""

    def __init__(self, inside: NodeList) -> None:
        self.inside = inside

    def render(self, context: Context) -> SafeString:
        """The whole page. The title is the context's ``frame_title``."""
        page = {
            "main": self.inside.render(context),
            "title": str(context.get("frame_title", "")).strip(),
            "section": "account",
        }
        return render_to_string("frame.html", page, context.get("request"), using="jinja2")


@register.tag
def framed(parser: Parser, _token: Token) -> Framed:
    """``{% framed %} … {% endframed %}``."""
    inside = parser.parse(("endframed",))
    parser.delete_first_token()
    return Framed(inside)


@register.simple_tag
def mail_works() -> bool:
    """True when the paper can send mail; else it stands in the log."""
    return bool(settings.MAIL_CONFIGURED)
