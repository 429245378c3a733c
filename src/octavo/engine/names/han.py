"""Names in Japanese and Chinese: the middle dot of names from abroad, honorifics, and surnames behind a title."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from octavo.engine.names.lexicon import Lexicon

_KATAKANA = "ァ-ヺー"
_KANJI = "\u4e00-\u9fff々"
_DOTTED = re.compile(rf"[{_KATAKANA}]{{2,}}(?:[・＝=][{_KATAKANA}]{{1,}})+")
_HONORIFIC = (
    "氏",
    "さん",
    "教授",
    "准教授",
    "医師",
    "弁護士",
    "容疑者",
    "被告",
    "選手",
    "監督",
    "議員",
    "記者",
    "博士",
)
_TWO = frozenset({"赛后", "赛前", "昨天", "今天", "日前", "受访"})  # begin like a name's last character
# Characters that names from abroad are written with in Chinese.
_SOUNDS = (
    "阿埃艾爱安昂奥巴白拜班邦鲍贝本比彼宾波伯勃博布查楚茨达戴黛丹道德登邓迪蒂丁东杜顿多厄恩尔法范菲费芬丰冯佛弗福"
    "盖甘冈高戈哥格葛根贡古瓜圭哈海汉豪赫黑亨胡华怀霍基吉季加佳贾简江杰金津京久卡凯坎康考柯科可克肯孔库夸奎昆拉腊"
    "莱赖兰朗劳勒雷蕾黎里理利莉丽莲良列林琳龙娄卢鲁露路伦罗洛吕马玛迈麦曼芒茅梅门蒙孟米密敏明缪摩莫默姆木穆拿纳娜"
    "奈南内嫩尼涅宁纽农努诺欧帕派潘庞佩彭蓬皮平珀普齐奇恰钱强乔琴青琼丘泉让热仁日荣茹儒若撒萨塞赛桑瑟森沙莎山珊"
    "尚绍舍申生圣施石史士舒斯丝司松苏素孙索塔泰坦汤唐陶特腾滕提铁廷亭通图土托瓦万旺威韦维卫魏温文翁沃乌吾武伍西希"
    "锡席霞夏香谢欣辛兴幸雄休修许雪逊雅亚延彦扬杨姚耶叶依伊因英永尤于约宰赞泽曾扎詹章珍芝志治智朱卓兹子宗祖佐妮婷"
    "娅嘉洁芙茜妲薇姬旦毕勋娃"
)
_ABROAD = re.compile(rf"[{_SOUNDS}]{{1,6}}(?:[·・•‧][{_SOUNDS}]{{1,6}})+")
_BEHIND = "[，、。：；（“”！？\\s]|在|于|和|与|对|则|也|已|率|等|向|受访|昨|今|日|本|就|曾"


def japanese(text: str, words: Lexicon) -> Counter[str]:
    """Names in katakana with a dot that a title follows somewhere, names before an honorific, and organisations."""
    before, honoured, bodies = _japanese_patterns(words)
    counted: Counter[str] = Counter()
    for name, times in Counter(_DOTTED.findall(text)).items():
        last = re.split("[・＝=]", name)[-1]
        if re.search(re.escape(name) + before, text) or (len(last) > 1 and re.search(re.escape(last) + before, text)):
            alone = len(re.findall(rf"(?<![{_KATAKANA}・＝=]){re.escape(last)}(?![{_KATAKANA}])", text))
            counted[name] += times + (alone if len(last) > 1 else 0)
    spoken_for = {part for name in counted for part in re.split("[・＝=]", name)}
    families = Counter(match.group(1) for match in honoured.finditer(text))
    for name in sorted(families, key=len, reverse=True):
        longer = [known for known in counted if known.startswith(name) and known != name]
        if longer:
            counted[longer[0]] += families[name]
        elif name not in spoken_for and not name.startswith(tuple(words.other)):
            counted[name] += text.count(name)
    counted.update(match.group(0) for match in bodies.finditer(text))
    return counted


def chinese(text: str, words: Lexicon) -> Counter[str]:
    """Names from abroad with their dot, names of our own behind a title or before a verb of speech, organisations."""
    counted: Counter[str] = Counter()
    for name, times in Counter(_edged(match, words) for match in _ABROAD.finditer(text)).items():
        last = re.split("[·・•‧]", name)[-1]
        counted[name] = max(times, text.count(last)) if len(last) > 1 else times
    for match in _chinese_pattern(words).finditer(text):
        name = match.group(1)
        if not any(name in known or known.endswith(name) for known in counted):
            counted[name] = text.count(name)
    return counted


def _edged(match: re.Match[str], words: Lexicon) -> str:
    """A name from abroad without what a title before it or a word behind it lends: 主|席约伦·派克, 奥尔德斯|强调."""
    name, text = match.group(), match.string
    before, behind = text[max(0, match.start() - 3) : match.start()], text[match.end() : match.end() + 1]
    if any((before + name[0])[-len(title) :] == title for title in words.titles if len(title) > 1):
        name = name[1:]
    for word in words.says | _TWO:
        if name[-1] == word[0] and behind == word[1:2] and len(word) > 1:
            return name[:-1]
    return name


@cache
def _japanese_patterns(words: Lexicon) -> tuple[str, re.Pattern[str], re.Pattern[str]]:
    titles = "|".join(map(re.escape, sorted(words.titles, key=len, reverse=True)))
    honorific = "|".join(map(re.escape, sorted(_HONORIFIC, key=len, reverse=True)))
    bodies = "|".join(map(re.escape, sorted(words.bodies, key=len, reverse=True)))
    return (
        rf"(?:[{_KANJI}]{{0,6}}?(?:{titles})|（)",
        re.compile(rf"(?<![{_KANJI}{_KATAKANA}・＝=])([{_KANJI}]{{2,5}}|[{_KATAKANA}]{{2,10}})(?:{honorific})"),
        re.compile(rf"(?<![{_KANJI}{_KATAKANA}])[{_KATAKANA}]{{2,12}}(?:{bodies})(?![{_KANJI}{_KATAKANA}])"),
    )


@cache
def _chinese_pattern(words: Lexicon) -> re.Pattern[str]:
    titles = "|".join(map(re.escape, sorted(words.titles, key=len, reverse=True)))
    says = "|".join(map(re.escape, sorted(words.says, key=len, reverse=True)))
    name = rf"([{words.surnames}][{_KANJI}]{{1,2}}?)"
    return re.compile(rf"(?:{titles}){name}(?=(?:{says}|{_BEHIND}))")
