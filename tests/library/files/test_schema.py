"""The shapes of a level and a ladder, as editors get them."""

import jsonschema
import pytest
import yaml

from explorer.files.schema import LadderShape, LevelShape, Shape, json_schema
from library.writing import SAMPLE


@pytest.mark.parametrize(("name", "shape"), [("level", LevelShape), ("ladder", LadderShape)])
def test_the_json_schema_accepts_the_real_files_and_refuses_an_unknown_key(
    name: str, shape: type[Shape]
) -> None:
    schema = json_schema(shape)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for file in sorted((SAMPLE / "sre").glob("ladder.yaml" if name == "ladder" else "L*.yaml")):
        data = yaml.safe_load(file.read_text(encoding="utf-8"))
        assert not list(validator.iter_errors(data))
        assert list(validator.iter_errors({**data, "unknown": 1}))
