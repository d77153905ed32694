"""Evidence as sentences, for people."""

from __future__ import annotations

from collections.abc import Iterable

from canonym.records import Evidence, Name

# What is told of how the mention became the form that is compared.
_LEADS = {
    "region": "is the region named after “{}”",
    "beside": "is “{}” and words that stand beside a name",
    "turned": "is “{}” with the family name first",
    "parted": "may be “{}”",
}


def reason(text: str, name: Name, evidence: Iterable[Evidence]) -> str:
    """Why a mention may mean the entity that has this name: one sentence."""
    by_step: dict[str, list[Evidence]] = {}
    for step in evidence:
        by_step.setdefault(step.step, []).append(step)
    form = text
    lead = ""
    if "base form" in by_step:
        step = by_step["base form"][0]
        form = step.after
        lang, _, ending = step.by.partition(" ")
        lead = f"“{text}” is an inflected form ({language(lang)} {ending}) of “{form}”; "
    for made, told in _LEADS.items():
        if made in by_step:
            form = by_step[made][0].after
            lead = f"“{text}” {told.format(form)}; "
    named = describe(name)
    if "scheme" in by_step:
        step = by_step["scheme"][0]
        written = "" if step.after == form else f", as {step.after}"
        return f"{lead}“{form}” is {named} in {step.title}{written}."
    if "part" in by_step or "rest" in by_step:
        parts = "; ".join(_part(step) for step in by_step.get("part", ()))
        left = "; ".join(_rest(step, form, name) for step in by_step.get("rest", ()))
        fits = f"its parts fit {named}: {parts}" if parts else ""
        return f"{lead}{'; but '.join(filter(None, (fits, left)))}."
    if "reading" in by_step:
        heard, own = by_step["reading"][:2]
        if own.before != name.text:
            named = f"{named}, family name first,"
        sounds = f"{lead}read as {heard.title or heard.by}, “{form}” sounds like [{heard.after}]"
        if heard.after == own.after:
            return f"{sounds}, and so does {named.rstrip(',')}."
        return f"{sounds}, {named} like [{own.after}]: {by_step['alike'][0].by}."
    return f"{lead}“{form}” is a spelling of {named}."


def describe(name: Name) -> str:
    """A name with its language and standing."""
    standing = {"full": "full name", "short": "short name", "endonym": "name", "exonym": "name"}.get(
        name.status, name.status
    )
    if name.lang == "und":
        return f"the listed {'name' if standing == 'alias' else standing} {name.text}"
    return f"the {language(name.lang)} {standing} {name.text}"


def language(code: str) -> str:
    """The English name of a language."""
    import icu

    return str(icu.Locale.createFromName(code).getDisplayLanguage(icu.Locale.getEnglish())) or code


def _rest(step: Evidence, form: str, name: Name) -> str:
    """What found no partner, in words."""
    one, other, why = step.before, step.after, step.by
    if why == "order":
        return "they stand in another order"
    if one and other:
        if why == "contradiction":
            return f"“{one}” is not “{other}”"
        if why == "sex":
            return f"the one is {one}, the other {other}"
        return f"another {why}: “{one}”, not “{other}”"
    what = "" if why == "alone" else f"the {why} "
    return f"only “{form if one else name.text}” has {what}“{one or other}”"


def _part(step: Evidence) -> str:
    by = step.title if step.title and not step.by.startswith("reading") else step.by
    if step.by.startswith("reading"):
        return f"“{step.before}” sounds like “{step.after}” ({step.title}, {step.by.partition(', ')[2]})"
    if by == "same":
        return f"“{step.before}” as listed"
    if by == "same meaning":
        return f"“{step.before}” means “{step.after}”"
    if by in ("another name", "another form"):
        return f"“{step.before}” is {by} of “{step.after}”"
    if by.startswith(("same given", "short form", "family name", "spelling of")):
        return f"“{step.before}” for “{step.after}” ({by})"
    if by == "read in Japanese":
        return f"“{step.before}” may be read “{step.after}” in Japanese"
    if by.startswith("spellings of"):
        return f"“{step.before}” and “{step.after}” are {by}"
    if by.startswith("initial"):
        return f"“{step.before}” for “{step.after}”"
    return f"“{step.before}” is the {by} of “{step.after}”"
