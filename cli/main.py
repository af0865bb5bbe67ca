"""The surface of `frontdesk`: every command with its flags, in one place.

These names, flags and outputs are stable: other people's scripts rely on them. Nothing here does
any work, and nothing heavy is imported before a command runs, so that `--help` is quick; what a
command does stands in the file of its name.

A command that finds a problem ends with 1, a wrong usage with 2. Whatever goes wrong is told in
a sentence on standard error.
"""

import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, TypeAlias

import typer
from typer.core import TyperGroup

from cli import calling, keeping, measuring


class Commands(TyperGroup):
    """The group of commands. What one of them raises is told in a sentence."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except (typer.Abort, BrokenPipeError):
            raise
        except Exception as error:
            from cli import failure

            if hasattr(error, "exit_code") or failure.traced():
                raise
            failure.tell(error)
            raise typer.Exit(1) from None


app = typer.Typer(
    name="frontdesk",
    cls=Commands,
    help="An AI receptionist for a clinic's phone.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class Format(StrEnum):
    """How a flow is drawn."""

    MERMAID = "mermaid"
    DOT = "dot"
    SVG = "svg"
    PNG = "png"


Json: TypeAlias = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Seed: TypeAlias = Annotated[int, typer.Option(metavar="N", help="What chance begins with.")]


@app.command()
def call(
    clinic: Annotated[
        str, typer.Option(metavar="C", help="The clinic that is called, by name or file.")
    ] = "riverside_dental",
    flow: Annotated[
        str | None, typer.Option(metavar="F", help="A flow other than the clinic's own.")
    ] = None,
    now: Annotated[
        str | None,
        typer.Option(metavar="ISO", help="The clock of the call; without an offset, clinic time."),
    ] = None,
    caller: Annotated[
        str | None, typer.Option("--from", metavar="NUMBER", help="The caller's number.")
    ] = None,
    voice: Annotated[bool, typer.Option("--voice", help="Speak and listen.")] = False,
    live: Annotated[
        bool, typer.Option("--live", help="In the server's records, not in a simulated clinic.")
    ] = False,
    wav_in: Annotated[
        Path | None,
        typer.Option(metavar="F", help="With --voice: what the caller says, a file or a folder."),
    ] = None,
    wav_out: Annotated[
        Path | None, typer.Option(metavar="F", help="With --voice: write the call there.")
    ] = None,
) -> None:
    """Talk to the receptionist in the terminal.

    Type what the caller says. An empty line is silence; /help lists what else can be done. Lines
    piped in are the caller's turns, one a line.
    """
    from cli.call import call

    call(
        clinic=clinic,
        flow=flow,
        now=now,
        caller=caller,
        voice=voice,
        live=live,
        wav_in=wav_in,
        wav_out=wav_out,
    )


@app.command()
def simulate(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files or folders.")],
    as_json: Json = False,
    junit: Annotated[
        Path | None, typer.Option(metavar="F", help="Write a JUnit report there.")
    ] = None,
    coverage: Annotated[
        bool, typer.Option("--coverage", help="Show which steps and requirements were reached.")
    ] = False,
    jobs: Annotated[int, typer.Option(metavar="N", min=1, help="How many at a time.")] = 1,
    seed: Seed = 1,
    voice: Annotated[
        bool, typer.Option("--voice", help="Callers speak, and local speech hears them.")
    ] = False,
    noise: Annotated[
        float | None,
        typer.Option(metavar="DB", help="With --voice: noise, so many dB below the voice."),
    ] = None,
) -> None:
    """Run scripted calls. Ends with 1 if one fails."""
    from cli.simulate import simulate

    simulate(
        paths,
        as_json=as_json,
        junit_file=junit,
        with_coverage=coverage,
        jobs=jobs,
        seed=seed,
        voice=voice,
        noise=noise,
    )


@app.command()
def check(
    flows: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FLOW...]", help="Flows by name or file; all when none is named."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Validate flows and clinics, and prove that every call ends.

    Every mistake is told with file, line and column. Ends with 1 on a problem.
    """
    from cli.check import check

    check(flows or [], as_json=as_json)


@app.command()
def graph(
    flow: Annotated[str, typer.Argument(metavar="FLOW", help="A flow by name or file.")],
    form: Annotated[Format, typer.Option("--format", help="What to draw.")] = Format.MERMAID,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="F", help="Write it there.")
    ] = None,
) -> None:
    """Draw a flow."""
    from cli.graph import graph

    graph(flow, form=form.value, output=output)


@app.command()
def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="A flow by name or file.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The edited one.")],
) -> None:
    """Tell what an edit changes for callers: questions, states, the longest call."""
    from cli.diff import diff

    diff(old, new)


@app.command()
def rehearse(
    flow: Annotated[str, typer.Argument(metavar="FLOW", help="A flow by name or file.")],
    calls: Annotated[int, typer.Option(metavar="N", min=1, help="How many calls.")] = 60,
    seed: Seed = 1,
    callers: Annotated[
        str | None,
        typer.Option(
            metavar="LIST",
            help="Tempers, with commas: patient,confused,angry,interrupting,silent,talkative.",
        ),
    ] = None,
    data: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Real utterances that callers mix in (*.jsonl.gz)."),
    ] = None,
) -> None:
    """Let simulated callers with tempers of their own call. Ends with 1 if a rule was broken."""
    from cli.rehearse import rehearse

    rehearse(flow, calls=calls, seed=seed, callers=callers, data=data)


@app.command()
def understand(
    flow: Annotated[
        str, typer.Option(metavar="F", help="The flow whose words are known.")
    ] = "dental_reception",
    as_json: Json = False,
) -> None:
    """Read lines of text or JSON, and print what each one means.

    JSON lines: {text, state?, expecting?, asked?, now?, timezone?}.
    """
    from cli.understand import understand

    understand(flow, as_json=as_json)


@app.command()
def learn(
    calls: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[CALLS]…",
            help="Scripted calls whose turns say what they mean, or JSON lines {text, intents}.",
        ),
    ] = None,
    flow: Annotated[
        str, typer.Option(metavar="F", help="The flow that is to learn.")
    ] = "dental_reception",
    reviews: Annotated[
        bool, typer.Option("--reviews", help="Learn from the reviews in the database too.")
    ] = False,
) -> None:
    """Propose reviewed utterances as examples for a flow, as a diff: nothing is written."""
    from cli.learn import learn

    learn(calls or (), flow, reviews=reviews)


@app.command()
def serve(
    host: Annotated[str, typer.Option(metavar="H", help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(metavar="P", min=1, max=65535)] = 8000,
) -> None:
    """Run the server: the API, chats, and the jobs. An empty database gets the example clinics."""
    from cli.serve import serve

    serve(host=host, port=port)


@app.command("openapi")
def openapi_document(
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="F", help="Write it to a file.")
    ] = None,
) -> None:
    """Print the document of the API (OpenAPI), for programs that are made from it."""
    from cli.openapi import openapi

    openapi(output)


@app.command()
def sandbox(
    port: Annotated[
        int, typer.Option(metavar="P", min=0, max=65535, help="Of the server; any by itself.")
    ] = 0,
    clinic: Annotated[
        str, typer.Option(metavar="C", help="The clinic that is called.")
    ] = "riverside_dental",
    caller: Annotated[
        str | None, typer.Option("--from", metavar="NUMBER", help="The caller's number.")
    ] = None,
    script: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Play this scripted call instead.")
    ] = None,
) -> None:
    """Call a fully wired receptionist: every vendor is acted on this machine, and can be broken.

    Type what the caller says; it goes as sound through the telephone. /help lists what else can
    be done. Ends with 1 if a script does not go by telephone as it goes in text.
    """
    from cli.sandbox import sandbox

    sandbox(port=port, clinic=clinic, caller=caller, script=script)


@app.command("replay")
def replay_calls(
    calls: Annotated[
        list[str] | None,
        typer.Argument(metavar="[CALL_ID...]", help="Recorded calls; all when none is named."),
    ] = None,
    since: Annotated[
        str | None, typer.Option(metavar="WHEN", help="Begun since: 2026-03-01, 24h, 7d.")
    ] = None,
    flow: Annotated[
        str | None,
        typer.Option(metavar="F", help="The edited flow; without it, the clinic's own files."),
    ] = None,
    clinic: Annotated[
        str | None, typer.Option(metavar="C", help="Only the calls of this clinic.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Run recorded calls against an edited flow: what would have come out differently?"""
    from cli.replay import replay

    replay(calls or [], since=since, flow=flow, clinic=clinic, as_json=as_json)


@app.command()
def worker() -> None:
    """Do the jobs of a server that only writes them down (JOBS=false), until told to end."""
    from cli.worker import worker

    worker()


jobs = typer.Typer(help="What is still to be done after calls.", no_args_is_help=True)
app.add_typer(jobs, name="jobs")


@jobs.command("list")
def list_jobs(
    dead: Annotated[bool, typer.Option("--dead", help="Those that could not be done.")] = False,
    pending: Annotated[bool, typer.Option("--pending", help="Those still to be done.")] = False,
    as_json: Json = False,
) -> None:
    """List jobs that are not done, the oldest first."""
    from cli.jobs import list_jobs

    list_jobs(dead=dead, pending=pending, as_json=as_json)


@jobs.command()
def replay(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[ID...]", help="Dead jobs, as listed.")
    ] = None,
    all_dead: Annotated[bool, typer.Option("--all-dead", help="All of them.")] = False,
) -> None:
    """Let dead jobs begin anew."""
    from cli.jobs import replay

    replay(names or (), all_dead=all_dead)


app.add_typer(calling.outreach, name="outreach")
app.command()(measuring.bench)
keeping.take_in(app)


def main() -> None:
    """Run `frontdesk`."""
    # Sentences are small sums: threads waiting for one another cost more than they help, and
    # several calls share the cores anyway. Set before numpy is loaded, which reads it then.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    app()
