"""A flow's files compiled, with a clinic, into the one value that a call is run by.

`load_flow` either returns a flow in which every reference holds, or raises a `ConfigError`
with all mistakes of all its files.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from agent_config.clinic_file import USUAL, clinics, load_clinic
from agent_config.flow_languages import language_problems
from agent_config.flow_parts import entries, examples, steps, texts, words
from agent_config.flow_references import reference_problems
from agent_config.flow_source import FlowSource, find_flow, flows, read_source
from agent_config.problem import KeyPath, further, refuse
from agent_config.yaml_document import Document
from engine.clinic import Clinic
from engine.flow import Answer, Flow, Limits, Request, Slot, Thresholds
from engine.safety.rules import Trigger

__all__ = ["compiled", "flows", "load_flow"]

PRESETS: Final[Mapping[str, Mapping[str, float]]] = {
    "standard": {},
    "pilot": {
        "stt_confidence": 0.80,
        "audio_quality": 0.70,
        "confused_minutes": 1,
        "misses": 1,
    },
}
"""Starting values; `pilot` hands over sooner, for the first weeks of a clinic."""


def load_flow(path_or_name: str | Path, clinic: Clinic | None = None) -> Flow:
    """The flow in a file, or the shipped flow of a name, compiled with a clinic.

    Without a clinic it is compiled with the shipped one that uses it, else with the usual one.
    Raises `ConfigError` with every mistake.
    """
    source = read_source(find_flow(path_or_name))
    return compiled(source, clinic or _usual_clinic(source))


def compiled(source: FlowSource, clinic: Clinic) -> Flow:
    """The flow in files that were read, for a clinic. Raises `ConfigError` with every mistake."""
    problems = further(source.problems, reference_problems(source.base, clinic))
    for document in source.languages.values():
        problems = further(problems, language_problems(source.base, document))
    refuse(problems)
    return _of(source, clinic)


def _usual_clinic(source: FlowSource) -> Clinic:
    known = [load_clinic(name) for name in dict.fromkeys((USUAL, *clinics()))]
    users = [clinic for flow in source.lineage for clinic in known if clinic.flow == flow]
    return (users or known)[0]


def _of(source: FlowSource, clinic: Clinic) -> Flow:
    value = source.base.value
    language = str(value["language"]).split("-")[0]
    documents = {language: source.base} | dict(source.languages)
    chosen = _chosen(value, clinic)
    flow = Flow(
        name=value["flow"],
        version=value["version"],
        language=language,
        limits=Limits(**_only(chosen, Limits)),
        thresholds=Thresholds(**_only(chosen, Thresholds)),
        slots={
            name: _slot(name, spec, source, clinic)
            for name, spec in entries(value, "slots").items()
        },
        requests={
            name: Request(
                name=name,
                means=spec["means"],
                owner=spec.get("owner", "staff"),
                steps=tuple(step for _, step in steps(name, spec)),
            )
            for name, spec in entries(value, "requests").items()
        },
        answers={
            name: Answer(name=name, means=spec["means"])
            for name, spec in entries(value, "answers").items()
        },
        triggers=tuple(
            Trigger(phrase, reason)
            for reason, spec in entries(value, "escalations").items()
            for phrase in spec["says"]
        ),
        texts={one: _spoken(texts, value, other.value) for one, other in documents.items()},
        examples={one: _spoken(examples, value, other.value) for one, other in documents.items()},
        clinic=clinic,
        calls=value.get("calls", "inbound"),
    )
    own = {one: _own_texts(source.name, other) for one, other in documents.items()}
    return _with_persona(flow, own if len(source.lineage) > 1 else {})


def _own_texts(flow: str, document: Document) -> frozenset[str]:
    """The texts that stand in a flow's own files, not in those of one that it extends."""
    return frozenset(
        key
        for key, path, _ in texts(document.value)
        if Path(document.place(path).file).name.split(".")[0] == flow
    )


def _spoken(
    find: Callable[[Any], Iterable[tuple[str, KeyPath, tuple[str, ...]]]], base: Any, other: Any
) -> dict[str, tuple[str, ...]]:
    """The texts or examples of one language, without those of what the flow took out."""
    known = {key for key, _, _ in find(base)}
    return {key: wordings for key, _, wordings in find(other) if key in known}


def _chosen(value: Mapping[str, Any], clinic: Clinic) -> dict[str, Any]:
    """Limits and thresholds: what the flow says wins over its preset, and the clinic over both."""
    return {
        **clinic.persona.limits,
        **PRESETS[value.get("preset", "standard")],
        **value.get("limits", {}),
        **value.get("thresholds", {}),
        **PRESETS[clinic.preset],
        **clinic.thresholds,
    }


def _only(chosen: Mapping[str, Any], kind: type[Limits] | type[Thresholds]) -> dict[str, Any]:
    return {name: value for name, value in chosen.items() if name in kind.__dataclass_fields__}


def _slot(name: str, spec: Mapping[str, Any], source: FlowSource, clinic: Clinic) -> Slot:
    of = spec.get("of")
    if of == "services":
        says = {service.name: service.says for service in clinic.services}
    else:
        says = {one: words(entries(of).get(one)) for one in of or ()}
        for document in source.languages.values():
            for choice, others in entries(document.value, "slots", name, "of").items():
                says[choice] += words(others)
    return Slot(
        name=name,
        type=spec["type"],
        of=tuple(says),
        says={choice: others for choice, others in says.items() if others},
        prefill=spec.get("prefill"),
        read_back=spec.get("read_back", "never"),
        keypad=entries(spec, "keypad").get("digits"),
        depends_on=tuple(spec.get("depends_on", ())),
        spoken=spec.get("spoken", False),
    )


def _with_persona(flow: Flow, own_texts: Mapping[str, frozenset[str]]) -> Flow:
    """The flow with the persona's further wordings of what it says, after its own.

    What somebody wrote anew for a flow that extends another is heard as they wrote it.
    """
    further = flow.clinic.persona.texts
    return replace(
        flow,
        texts={
            language: {
                key: said
                if key in own_texts.get(language, ())
                else tuple(dict.fromkeys((*said, *further.get(language, {}).get(key, ()))))
                for key, said in texts.items()
            }
            for language, texts in flow.texts.items()
        },
    )
