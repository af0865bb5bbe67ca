"""What is wrong with the services in a clinic's file that its schema cannot say.

A service names roles, people and rooms, and a slip in one of them would leave it without a single
opening: nobody would be told, callers would only hear that nothing is free.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from agent_config.flow_parts import entries, words
from agent_config.problem import KeyPath, did_you_mean, shown


def service_findings(clinic: Mapping[str, Any]) -> Iterator[tuple[KeyPath, str]]:
    """Each mistake with the path that it stands at."""
    listed = clinic.get("providers")
    people = [entries(one) for one in (listed if isinstance(listed, list) else ())]
    roles = {str(one.get("name")): str(one.get("role")) for one in people}
    services = clinic.get("services")
    seen: dict[str, int] = {}
    for index, service in enumerate(services if isinstance(services, list) else ()):
        spec = entries(service)
        for path, text in (
            *_role(spec, roles),
            *_name(spec, seen, index),
            *_providers(spec, roles),
            *_rooms(spec, words(clinic.get("operatories"))),
            *_exam(spec, roles),
        ):
            yield ("services", index, *path), text


def _role(spec: Mapping[str, Any], roles: Mapping[str, str]) -> Iterator[tuple[KeyPath, str]]:
    role, name = spec.get("by"), spec.get("name")
    if isinstance(role, str) and role not in roles.values():
        hint = did_you_mean(role, dict.fromkeys(roles.values()))
        yield ("by",), f"no provider has the role {shown(role)}{hint}"
    if role is None and spec.get("booking") in ("direct", "approval"):
        yield (), f"{shown(name)} is booked in the call, so it needs 'by': whose calendar?"


def _name(
    spec: Mapping[str, Any], seen: dict[str, int], index: int
) -> Iterator[tuple[KeyPath, str]]:
    name = spec.get("name")
    if isinstance(name, str):
        first = seen.setdefault(name.lower(), index)
        if first != index:
            yield ("name",), f"{shown(name)} is the name of services[{first}] already"


def _providers(spec: Mapping[str, Any], roles: Mapping[str, str]) -> Iterator[tuple[KeyPath, str]]:
    role = spec.get("by")
    for index, name in enumerate(words(spec.get("providers"))):
        path = ("providers", index)
        if name not in roles:
            yield path, f"there is no provider {shown(name)}{did_you_mean(name, roles)}"
        elif roles[name] != role and role in roles.values():
            text = f"{shown(name)} is a {roles[name]}, but this is done by a {role}"
            yield path, text


def _rooms(spec: Mapping[str, Any], rooms: Sequence[str]) -> Iterator[tuple[KeyPath, str]]:
    for index, name in enumerate(words(spec.get("operatories"))):
        if name not in rooms:
            text = f"there is no operatory {shown(name)}{did_you_mean(name, rooms)}"
            yield ("operatories", index), text


def _exam(spec: Mapping[str, Any], roles: Mapping[str, str]) -> Iterator[tuple[KeyPath, str]]:
    exam = entries(spec, "exam")
    role, minutes, whole = exam.get("by"), exam.get("minutes"), spec.get("minutes", 30)
    if isinstance(role, str) and role not in roles.values():
        hint = did_you_mean(role, dict.fromkeys(roles.values()))
        yield ("exam", "by"), f"no provider has the role {shown(role)}{hint}"
    if isinstance(minutes, int) and isinstance(whole, int) and minutes > whole:
        text = f"the exam takes {minutes} minutes, but the whole visit only {whole}"
        yield ("exam", "minutes"), text
