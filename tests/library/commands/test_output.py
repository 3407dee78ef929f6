"""How commands end."""

import pytest

from explorer.commands.output import stop


def test_an_end_is_one_sentence_on_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        stop("There is no such thing.")
    assert (end.value.code, capsys.readouterr()) == (2, ("", "There is no such thing.\n"))
