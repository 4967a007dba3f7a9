"""Reads reports with the programs of others and prints what they found, as JSON: `consumers.py XSD JUNIT SARIF`.

Ends with 77 when one of these programs is not installed.
"""

import json
import sys

try:
    import junitparser
    import xmlschema
    from sarif import loader
except ImportError as error:
    print(error, file=sys.stderr)
    sys.exit(77)

xsd, junit, sarif = sys.argv[1:]
xmlschema.XMLSchema(xsd).validate(junit)
suites = list(junitparser.JUnitXml.fromfile(junit))
cases = [case for suite in suites for case in suite]
results = [result for case in cases for result in case.result]
levels = [result["level"] for result in loader.load_sarif_file(sarif).get_results()]
print(
    json.dumps(
        {
            "suites": len(suites),
            "cases": len(cases),
            "failures": sum(isinstance(result, junitparser.Failure) for result in results),
            "errors": sum(isinstance(result, junitparser.Error) for result in results),
            "levels": {level: levels.count(level) for level in ("error", "warning", "note")},
        }
    )
)
