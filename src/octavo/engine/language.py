"""Which language a text is in, which way it runs, and how long it takes to read."""

from __future__ import annotations

import math
import re
from functools import cache
from typing import TYPE_CHECKING

from py3langid.langid import MODEL_FILE, LanguageIdentifier

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

_SAMPLE = 2000  # characters that are looked at
_DECLARED = 2.5  # log odds that a declaration is worth: about 12 to 1
_ALLOWED = 4.0  # log odds that the operator's choice of languages is worth: about 55 to 1
_SHORT = 20  # letters; a text of so many makes both weigh double, a shorter one more
_RARELY_PRINTED = 3.0  # log odds against a language that hardly any newspaper is printed in
_CUE = 1.5  # log odds of one word that only one of two sisters uses

# What a tag is often written as, and what we call it.
_ALIASES = {
    "iw": "he", "in": "id", "ji": "yi", "no": "nb", "tgl": "tl", "fil": "tl", "cmn": "zh", "arb": "ar",
    "jp": "ja", "cn": "zh", "cz": "cs", "gr": "el", "ua": "uk", "kr": "ko", "mo": "ro", "zsm": "ms",
}  # fmt: skip
# Dialects that the classifier knows apart but a newspaper page does not.
_STANDARD = {"wuu": "zh", "ext": "es", "arz": "ar", "ary": "ar"}
_RARE = frozenset({
    "an", "ast", "bcl", "br", "crh", "dz", "eo", "ext", "fo", "fuv", "fy", "gcf", "gcr", "gd", "gom", "gug",
    "guw", "gv", "kab", "la", "lb", "lij", "ln", "ltg", "mg", "nso", "oc", "pcm", "qu", "rw", "sa", "se",
    "sn", "st", "uzs", "vec", "vo", "wa", "xh", "zu", "wuu", "yue", "kik",
})  # fmt: skip
_NO_LANGUAGE = frozenset({"zxx", "grc", "hbo"})
_RTL = frozenset({
    "ar", "arc", "arz", "ary", "azb", "bal", "ckb", "dv", "fa", "glk", "he", "ks", "lrc", "mzn", "nqo", "pnb",
    "ps", "sd", "sdh", "syr", "ug", "ur", "yi",
})  # fmt: skip
_RTL_SCRIPTS = frozenset({"arab", "hebr", "thaa", "syrc", "nkoo", "adlm", "rohg", "mand", "samr"})

_LETTER = re.compile(r"[^\W\d_]")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+|[@#]\w+")
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_KANA = "\u3041-\u3096\u30a1-\u30fa\u30fc\uff66-\uff9d"
# A script that leaves only one choice, or a few.
_SCRIPTS: tuple[tuple[re.Pattern[str], frozenset[str]], ...] = tuple(
    (re.compile(f"[{letters}]"), frozenset(languages.split()))
    for letters, languages in (
        ("\u1100-\u11ff\u3130-\u318f\uac00-\ud7af", "ko"),
        (_KANA, "ja"),
        (_HAN, "zh ja yue wuu"),
        ("\u0590-\u05ff\ufb1d-\ufb4f", "he yi"),
        (
            "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff",
            "ar fa ur ps sd ug ckb arz ary sdh ku az",
        ),
        ("\u0370-\u03ff\u1f00-\u1fff", "el"),
        ("\u0400-\u052f", "ru uk be bg mk sr kk ky mn tg tt uz ba cv ce os"),
        ("\u0900-\u097f", "hi mr ne sa gom mai bho"),
        ("\u0980-\u09ff", "bn as"),
        ("\u0a00-\u0a7f", "pa"),
        ("\u0a80-\u0aff", "gu"),
        ("\u0b00-\u0b7f", "or"),
        ("\u0b80-\u0bff", "ta"),
        ("\u0c00-\u0c7f", "te"),
        ("\u0c80-\u0cff", "kn"),
        ("\u0d00-\u0d7f", "ml"),
        ("\u0d80-\u0dff", "si"),
        ("\u0e00-\u0e7f", "th"),
        ("\u0e80-\u0eff", "lo"),
        ("\u0f00-\u0fff", "dz bo"),
        ("\u1000-\u109f", "my"),
        ("\u10a0-\u10ff\u1c90-\u1cbf", "ka"),
        ("\u1200-\u139f", "am ti"),
        ("\u0530-\u058f", "hy"),
        ("\u1780-\u17ff", "km"),
        ("\u0780-\u07bf", "dv"),
    )
)  # fmt: skip
_YIDDISH = re.compile("[\u05f0-\u05f2\ufb1f\ufb2e\ufb2f]|\u05d0[\u05b7\u05b8]")
# Words and endings of the newspaper that one of two sister languages uses and the other does not.
_CUES = {
    "ms": re.compile(
        r"\b(?:kerana|bahawa|ialah|iaitu|wang|polis|syarikat|mesyuarat|ogos|disember|jun|julai|esok|sahaja|manakala"
        r"|beliau|kakitangan|hospital|pelbagai|perkhidmatan|kemalangan|jenayah|ahad|isnin|khamis|jumaat|kelmarin"
        r"|daripada|ramai|mengikut|semasa|sukan|saintis|doktor|filem|stesen|muzik|lapangan|kerajaan|pengerusi"
        r"|[a-z]{3,}iti|[a-z]{3,}syen)\b"
    ),
    "id": re.compile(
        r"\b(?:karena|bahwa|bisa|uang|mobil|polisi|perusahaan|agustus|desember|juni|juli|besok|kantor|pria|provinsi"
        r"|kabupaten|senin|kamis|jumat|kemarin|kecelakaan|pengadilan|butuh|saat|mengatakan|ilmuwan|olahraga|dokter"
        r"|rumah sakit|film|stasiun|musik|bandara|pemerintah|adalah|berbeda|[a-z]{3,}itas|[a-z]{4,}isasi)\b"
    ),
}
# Characters that only one way of writing Chinese has.
_SIMPLIFIED = frozenset(
    "们这为来时对发会国说经过还没样见长问东书车马鸟鱼门钱关开电话报员总选军个学实现应产业务动机体义认识论"
    "设计许让请议记语课试该误读调谈谢变边进运连远达适给红约级纪组结统续维网练线济热爱独环画疗监盘确离种积"
    "称笔类紧罗职联脑节药虽补规视觉观财责败货质购贵费资赛转轮软较载输办银错键镇队阳阴际陆难预领频题额风飞"
    "馆验两万与专严丧丰临举乐习乡买乱争亏亚亿仅从仓仪价众优伤伦伪侧侦侨债倾偿儿兰兴养兽内册写冲决况冻净减"
    "几击创删别则刚剂剧劝励劳势区医华协单卖卫厂历压厅县参双叶号叹启呜响哑团围图圆圣场坏块坚坛坝坟坠垒够头"
    "夺奋奖妇妈娱孙宁宝审宪宫宽宾寻导寿将尔尘尝层属岁岛峡币帅师帐帮库庆庙废异弃张弹强归当录彻征径忆忧怀态"
    "怜恋恳恶悬惊惩惯愤愿战户扑执扩扫扬扰抚抛抢护担拟拥拦择损换据"
)
_TRADITIONAL = frozenset(
    "們這為來時對發會國說經過還沒樣見長問東書車馬鳥魚門錢關開電話報員總選軍個學實現應產業務動機體義認識論"
    "設計許讓請議記語課試該誤讀調談謝變邊進運連遠達適給紅約級紀組結統續維網練線濟熱愛獨環畫療監盤確離種積"
    "稱筆類緊羅職聯腦節藥雖補規視覺觀財責敗貨質購貴費資賽轉輪軟較載輸辦銀錯鍵鎮隊陽陰際陸難預領頻題額風飛"
    "館驗兩萬與專嚴喪豐臨舉樂習鄉買亂爭虧亞億僅從倉儀價眾優傷倫偽側偵僑債傾償兒蘭興養獸內冊寫衝決況凍淨減"
    "幾擊創刪別則剛劑劇勸勵勞勢區醫華協單賣衛廠歷壓廳縣參雙葉號嘆啟嗚響啞團圍圖圓聖場壞塊堅壇壩墳墜壘夠頭"
    "奪奮獎婦媽娛孫寧寶審憲宮寬賓尋導壽將爾塵嘗層屬歲島峽幣帥師帳幫庫慶廟廢異棄張彈強歸當錄徹徵徑憶憂懷態"
    "憐戀懇惡懸驚懲慣憤願戰戶撲執擴掃揚擾撫拋搶護擔擬擁攔擇損換據"
)


def detect(text: str, declared: str = "", allowed: Collection[str] = ()) -> str:
    """The language of ``text`` as a primary BCP 47 tag; ``und`` where it has no letters.

    The script narrows the choice; within it a naive Bayes classifier over byte n-grams decides (Lui and
    Baldwin, "langid.py", ACL 2012; the model is py3langid's). ``declared``, what the feed or the page says,
    and ``allowed``, the languages the operator reads, weigh in as priors: they decide a headline of three
    words, but not a page that is clearly in another language.
    """
    sample = _ADDRESS.sub(" ", text[:_SAMPLE])
    letters = _LETTER.findall(sample)
    if not letters:
        return "und"
    possible = _languages_of("".join(letters))
    if len(possible) == 1:
        return next(iter(possible))
    said, wanted = primary(declared), {primary(tag) for tag in allowed}
    if "yi" in possible:
        return _hebrew_or_yiddish(sample, {said} - {""} or wanted)
    weight = 1 + _SHORT / len(letters)
    scores: dict[str, float] = {}
    for language, score in _ranked(sample, possible):
        tag = _ALIASES.get(language, language)
        prior = weight * (_DECLARED * (tag == said) + _ALLOWED * (tag in wanted))
        if language in _RARE and not prior:
            prior = -_RARELY_PRINTED
        name = tag if prior > 0 else _STANDARD.get(tag, tag)
        scores[name] = max(scores.get(name, -math.inf), score + prior)
    return _between_sisters(sample, scores)


def primary(tag: str) -> str:
    """The language of a tag as people write it: ``en_GB`` is ``en``, ``iw`` is ``he``; empty if none."""
    found = re.match(r"\s*([A-Za-z]{2,3})(?:[-_]|\s*$)", tag)
    name = found[1].lower() if found else ""
    return "" if name in {"und", "mul", "zxx", "mis"} else _ALIASES.get(name, name)


def written(text: str, language: str) -> str:
    """``language`` with its script, where readers of it use two: ``zh-Hant``, ``sr-Latn``; else unchanged."""
    if language == "zh":
        simplified = sum(letter in _SIMPLIFIED for letter in text)
        traditional = sum(letter in _TRADITIONAL for letter in text)
        return language if simplified == traditional else f"zh-{'Hans' if simplified > traditional else 'Hant'}"
    if language == "sr":
        cyrillic = len(re.findall("[\u0400-\u04ff]", text))
        return "sr-Cyrl" if 2 * cyrillic > len(_LETTER.findall(text)) else "sr-Latn"
    return language


def direction(language: str) -> str:
    """``rtl`` or ``ltr`` for a BCP 47 tag; the script decides where the tag names one."""
    first, *rest = language.lower().replace("_", "-").split("-")
    script = next((part for part in rest if len(part) == 4 and part.isalpha()), "")
    if script:
        return "rtl" if script in _RTL_SCRIPTS else "ltr"
    return "rtl" if _ALIASES.get(first, first) in _RTL else "ltr"


def _hebrew_or_yiddish(sample: str, expected: Collection[str]) -> str:
    """Tell the two apart by Yiddish points and by ayin, its letter e: every tenth, in Hebrew one of 30."""
    share = (sample.count("ע") + 3 * len(_YIDDISH.findall(sample))) / len(_LETTER.findall(sample))
    if "yi" in expected:
        return "yi" if share > 0.05 else "he"
    return "yi" if share > (0.2 if "he" in expected else 0.1) else "he"


def _languages_of(letters: str) -> frozenset[str]:
    """The languages that the script of most ``letters`` is used for; empty where that does not narrow it."""
    counts = [(len(script.findall(letters)), languages) for script, languages in _SCRIPTS]
    han, kana = counts[2][0], counts[1][0]
    if han + kana > len(letters) / 2:
        return frozenset({"ja"}) if kana * 10 > han else counts[2][1]
    most, languages = max(counts, key=lambda pair: pair[0])
    if 2 * most <= len(letters):
        return frozenset()
    return languages


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def _ranked(sample: str, possible: Collection[str]) -> list[tuple[str, float]]:
    """Languages with their log probability; only the ``possible`` ones if there are any."""
    ranked: Iterable[tuple[str, float]] = _identifier().rank(sample)
    logs = [(name, math.log(max(share, 1e-12))) for name, share in ranked if name not in _NO_LANGUAGE]
    return [pair for pair in logs if pair[0] in possible] or logs


def _between_sisters(sample: str, scores: dict[str, float]) -> str:
    """The best language, after Malay and Indonesian have been told apart by their own words."""
    best = max(scores, key=lambda name: scores[name])
    if best not in _CUES:
        return best
    words = sample.lower()
    return max(_CUES, key=lambda name: scores.get(name, -math.inf) + _CUE * len(_CUES[name].findall(words)))


# Words a minute read aloud by native readers: Trauzettel-Klosinski and Dietz, "Standardized Assessment of
# Reading Performance: The New International Reading Speed Texts IReST", IOVS 2012, table 2.
_WORDS_A_MINUTE = {
    "ar": 138, "nl": 202, "en": 228, "fi": 161, "fr": 195, "de": 179, "he": 187, "it": 188, "pl": 166,
    "pt": 181, "ru": 184, "sl": 180, "es": 218, "sv": 199, "tr": 166,
}  # fmt: skip
_CHARACTERS_A_MINUTE = {"zh": 255, "ja": 357, "yue": 255}  # the same
_MEAN_WORDS = 184  # the study's mean over its languages, for those it does not have
_MEAN_CHARACTERS = 863
_UNSPACED = frozenset({"th", "lo", "km", "my", "bo", "dz"})
_IDEOGRAPH = re.compile(f"[{_HAN}{_KANA}]")
_WORD = re.compile(rf"(?:(?![{_HAN}{_KANA}])\w)+(?:['’ʼ׳״-](?:(?![{_HAN}{_KANA}])\w)+)*")


def count_words(text: str) -> int:
    """Words in ``text``; each Chinese or Japanese character counts as one, as word processors count."""
    return len(_IDEOGRAPH.findall(text)) + len(_WORD.findall(text))


def reading_minutes(paragraphs: Sequence[str], language: str) -> int:
    """Whole minutes that a native reader takes for an article, at least 1."""
    name, text = primary(language), "\n".join(paragraphs)
    if name in _CHARACTERS_A_MINUTE:
        minutes = count_words(text) / _CHARACTERS_A_MINUTE[name]
    elif name in _UNSPACED:
        minutes = len(_LETTER.findall(text)) / _MEAN_CHARACTERS
    else:
        minutes = count_words(text) / _WORDS_A_MINUTE.get(name, _MEAN_WORDS)
    return max(1, round(minutes))
