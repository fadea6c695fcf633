"""Exit statuses, errors in one line, and what is never imported."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import CLOSED_PIPE, cli
from index.manifest import SCHEMA

HEAVY = ("torch", "transformers", "sentence_transformers", "discord")


def test_version():
    result = CliRunner().invoke(cli, ["--version"], prog_name="footnote")
    assert result.exit_code == 0
    assert result.stdout.startswith("footnote ")


def test_importing_it_imports_little():
    unwanted = (*HEAVY, "onnxruntime", "faiss", "tantivy", "numpy", "rich", "prompt_toolkit", "dotenv")
    code = f"import sys, bot.cli; print([name for name in {unwanted!r} if name in sys.modules])"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout == "[]\n"


@pytest.mark.usefixtures("scripted")
class TestErrors:
    """One line on stderr, nothing on stdout, exit status 2."""

    def check(self, result, *words: str) -> None:
        assert result.exit_code == 2, result.output
        assert result.stdout == ""
        assert result.stderr.startswith("footnote: ")
        assert result.stderr.count("\n") == 1
        for word in words:
            assert word in result.stderr

    def test_no_corpus_folder(self, run, tmp_path):
        self.check(run("ask", "fog", "--corpus", "nowhere"), "nowhere", "no such file or folder")

    def test_empty_corpus_folder(self, run, tmp_path):
        (tmp_path / "empty").mkdir()
        self.check(run("ask", "fog", "--corpus", "empty"), "empty", "no article")

    def test_file_of_the_index_missing(self, run, tmp_path):
        run("index")
        (tmp_path / ".footnote/generations/000001/vectors.faiss").unlink()
        self.check(run("ask", "fog"), "vectors.faiss is missing", "footnote check --mend")

    def test_file_of_the_index_altered(self, run, tmp_path):
        run("index")
        path = tmp_path / ".footnote/generations/000001/articles.db"
        path.write_bytes(path.read_bytes()[:-1] + b"!")
        self.check(run("ask", "fog"), "articles.db has been altered", "footnote check --mend")

    def test_other_schema(self, run, tmp_path):
        run("index")
        path = tmp_path / ".footnote/generations/000001/manifest.json"
        path.write_text(path.read_text().replace(f'"schema": {SCHEMA}', '"schema": 99'))
        self.check(run("ask", "fog"), "schema 99", "footnote check --mend")

    def test_unknown_precision(self, run, monkeypatch):
        monkeypatch.setenv("FOOTNOTE_PRECISION", "int3")
        self.check(run("ask", "fog"), "int8 or fp32")

    @pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
    def test_home_that_cannot_be_written(self, run, tmp_path):
        (tmp_path / "home").mkdir(mode=0o500)
        self.check(run("ask", "fog", "--home", "home"), "FOOTNOTE_HOME")

    def test_home_that_is_a_file(self, run, tmp_path):
        (tmp_path / "home").write_text("")
        self.check(run("ask", "fog", "--home", "home"), "home")

    def test_message_cannot_command_the_terminal(self, run):
        self.check(run("ask", "fog", "--corpus", "no\x1b[2Jwhere"), "no\ufffd[2Jwhere")


def test_unforeseen_errors_keep_their_traceback(run, monkeypatch):
    def fail(*arguments, **options):
        raise ZeroDivisionError

    monkeypatch.setattr("bot.library.open_library", fail)
    with pytest.raises(ZeroDivisionError):
        run("ask", "fog")


def test_interrupted_quietly(run, monkeypatch):
    def interrupt(*arguments, **options):
        raise KeyboardInterrupt

    monkeypatch.setattr("bot.library.open_library", interrupt)
    result = run("ask", "fog")
    assert result.exit_code == 130
    assert result.output == ""


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["-k", "0"], "0 is not in the range 1<=x<=20"),
        (["-k", "21"], "21 is not in the range"),
        (["--since", "soon"], "'soon' is no date: write it like 2020-07-08"),
        (["--since", "2020-08", "--until", "2020-07"], "--since 2020-08-01 is later than --until 2020-07-31"),
        (["--until", "07/08/2020"], "may be 2020-07-08 or 2020-08-07"),
        (["--since", "2020-07-08", "--until", "2020-07-01"], "later than --until"),
        (["--nonsense"], "No such option"),
    ],
)
def test_options_that_make_no_sense(run, arguments, words):
    result = run("ask", "fog", *arguments)
    assert result.exit_code == 2
    assert words in " ".join(result.stderr.split())


def test_completion(run):
    for shell in ("zsh", "fish"):
        result = run("completion", shell)
        assert result.exit_code == 0
        assert "_FOOTNOTE_COMPLETE" in result.stdout


class TestProcess:
    """The program as a shell runs it, with the real model."""

    @pytest.fixture(autouse=True)
    def _place(self, real_models: Path, articles: Path, tmp_path: Path):
        home = tmp_path / "home"
        home.mkdir()
        (home / "models").symlink_to(real_models)
        self.environment = os.environ | {"FOOTNOTE_HOME": str(home), "FOOTNOTE_CORPUS": str(articles)}
        self.articles = articles

    def python(self, code: str, **options) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", code]
        return subprocess.run(
            command, env=self.environment, capture_output=True, text=True, check=False, **options
        )

    def test_asking_needs_neither_torch_nor_rich(self):
        unwanted = (*HEAVY, "rich", "prompt_toolkit")
        code = f"""
import sys
from bot.cli import CLOSED_PIPE, cli
try:
    cli(["ask", "who", "blamed", "the", "fog?"])
except SystemExit as end:
    print(end.code, [name for name in {unwanted!r} if name in sys.modules])
"""
        result = self.python(code)
        first, *_, last = result.stdout.splitlines()
        assert first == "Captain Moss blamed the fog that lay over the harbour all morning. [1]"
        assert last == "0 []", result.stderr

    def test_encoding_that_lacks_quotation_marks(self):
        (self.articles / "marks.txt").write_text(
            "The mayor of Leith spoke of “progress” on Sunday.\n", encoding="utf8"
        )
        self.environment |= {"PYTHONIOENCODING": "latin-1"}
        code = "from bot.cli import main; import sys; sys.argv = ['footnote', *sys.argv[1:]]; main()"
        for options, shown in (((), b"?progress?"), (("--json",), "“progress”".encode())):
            command = [sys.executable, "-c", code, "search", *options, "mayor"]
            result = subprocess.run(command, env=self.environment, capture_output=True, check=True)
            assert shown in result.stdout
            assert result.stderr == b""

    @pytest.mark.parametrize("arguments", [("search", "ferry"), ("sources",), ("--help",), ("ask", "--help")])
    def test_whoever_has_read_enough_ends_it_without_a_word(self, arguments):
        process = self.piped(*arguments, errors=subprocess.PIPE)
        _, errors = process.communicate(timeout=60)
        assert (process.returncode, errors) == (CLOSED_PIPE, b"")

    def test_errors_that_nobody_reads_end_it_too(self):
        self.environment |= {"FOOTNOTE_CORPUS": "nowhere", "FOOTNOTE_HOME": "nowhere"}
        process = self.piped("sources", errors=subprocess.STDOUT)
        assert process.wait(timeout=60) == CLOSED_PIPE

    def piped(self, *arguments: str, errors: int) -> subprocess.Popen[bytes]:
        """The command, writing into a pipe that nobody reads any more."""
        code = "from bot.cli import main; import sys; sys.argv = ['footnote', *sys.argv[1:]]; main()"
        reader, writer = os.pipe()
        os.close(reader)
        command = [sys.executable, "-c", code, *arguments]
        try:
            return subprocess.Popen(command, env=self.environment, stdout=writer, stderr=errors)
        finally:
            os.close(writer)

    def test_other_broken_pipes_keep_their_traceback(self, monkeypatch):
        def broken(*_: object, **__: object) -> None:
            raise BrokenPipeError("of something else")

        monkeypatch.setattr("bot.library.open_generation", broken)
        assert isinstance(
            CliRunner().invoke(cli, ["sources"], standalone_mode=False).exception, BrokenPipeError
        )
