"""`footnote completion`: what a shell needs to complete commands and options."""

import click

from bot.commands.options import examples

EXAMPLES = examples("footnote completion bash", "footnote completion zsh", "footnote completion fish")


@click.command(epilog=EXAMPLES, short_help="Print a shell's completion script.")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the script that makes a SHELL complete commands and options.

    \b
    bash: eval "$(footnote completion bash)"  in ~/.bashrc
    zsh:  eval "$(footnote completion zsh)"   in ~/.zshrc
    fish: footnote completion fish > ~/.config/fish/completions/footnote.fish
    """
    from click.shell_completion import get_completion_class

    script = get_completion_class(shell)
    if script is None:
        raise click.UsageError(f"{shell} cannot complete")
    click.echo(
        script(click.get_current_context().find_root().command, {}, "footnote", "_FOOTNOTE_COMPLETE").source()
    )
