"""The surface of what the clinic calls about: looking ahead, calling, and how it goes.

Declarations only, as in `cli/main.py`, which takes them in.
"""

from typing import Annotated, TypeAlias

import typer

Json: TypeAlias = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Clinic: TypeAlias = Annotated[
    str | None, typer.Option(metavar="C", help="A clinic by its id; without it, the only one.")
]
Months: TypeAlias = Annotated[
    int | None, typer.Option(metavar="N", help="recall: so long after the last visit.")
]
Service: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(metavar="S", help="recall, follow_up: of this service; may come again."),
]
Days: TypeAlias = Annotated[
    int | None, typer.Option(metavar="N", help="reminder, confirmation: how far ahead.")
]
Cost: TypeAlias = Annotated[
    int | None, typer.Option(metavar="N", help="confirmation: dearer than so many dollars.")
]
Batch: TypeAlias = Annotated[
    str | None, typer.Option(metavar="ID", help="lead: the batch they came in.")
]
Most: TypeAlias = Annotated[int | None, typer.Option(metavar="N", help="So many people at most.")]
Anyway: TypeAlias = Annotated[
    bool, typer.Option("--anyway", help="Those too who would rather be written to.")
]

outreach = typer.Typer(help="Whom the clinic calls, why, and how it goes.", no_args_is_help=True)


@outreach.command("plan")
def plan(
    purpose: Annotated[
        str,
        typer.Argument(
            metavar="PURPOSE", help="reminder, confirmation, recall, follow_up or lead."
        ),
    ],
    clinic: Clinic = None,
    months: Months = None,
    service: Service = None,
    days: Days = None,
    cost: Cost = None,
    batch: Batch = None,
    most: Most = None,
    anyway: Anyway = False,
    people: Annotated[int, typer.Option(metavar="N", min=0, help="How many are named.")] = 20,
    as_json: Json = False,
) -> None:
    """Tell who would be called now, when, who not, and why. Nothing is written, nobody called."""
    from cli.outreach import Wish, plan

    wish = Wish(clinic, months, service, days, cost, batch, most, anyway)
    plan(purpose, wish, people=people, as_json=as_json)


@outreach.command("run")
def run(
    what: Annotated[
        str,
        typer.Argument(metavar="PURPOSE|CAMPAIGN", help="Why to call, or a campaign by its id."),
    ],
    clinic: Clinic = None,
    lines: Annotated[
        int, typer.Option(metavar="N", min=1, help="How many are called at once.")
    ] = 1,
    name: Annotated[
        str | None, typer.Option(metavar="TEXT", help="What the campaign is called.")
    ] = None,
    months: Months = None,
    service: Service = None,
    days: Days = None,
    cost: Cost = None,
    batch: Batch = None,
    most: Most = None,
    anyway: Anyway = False,
    watch: Annotated[
        bool, typer.Option("--watch", help="Stay until it is done, and show how far it is.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Begin to call: a campaign of its own, or one that was drafted or paused.

    The calls are made by the server, or by a worker, when the clinic's hours allow.
    """
    from cli.outreach import Wish, run

    wish = Wish(clinic, months, service, days, cost, batch, most, anyway)
    run(what, wish, lines=lines, name=name, watch=watch, as_json=as_json)


@outreach.command("status")
def status(
    clinic: Clinic = None,
    days: Annotated[int, typer.Option(metavar="N", min=1, help="How far back.")] = 30,
    as_json: Json = False,
) -> None:
    """Tell how the clinic's campaigns and calls go, and why people were not called."""
    from cli.outreach import status

    status(clinic, days=days, as_json=as_json)
