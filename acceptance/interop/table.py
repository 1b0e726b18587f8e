"""Prints the interop table from the reports of the tests that it names, and the verdict; exits 1 if a cell is not green.

usage: table.py ROOT NODE_RESULTS

NODE_RESULTS holds one line a cell that Node.js ran: `write built-in green`.
"""

import glob
import sys
import xml.etree.ElementTree as xml

REGISTRIES = ["built-in", "apicurio"]  # in the order of RegistryMaker: JUnit numbers its parameters from 1
ROWS = [
    ("Credence registers, and finds what others registered", "RegistryClientIT.shouldRegisterOnceAndFindAgain"),
    ("Credence where it must not register", "RegistryClientIT.shouldSayWhatIsAbsentWhenItMustNotRegister"),
    ("Credence under another subject strategy", "RegistryClientIT.shouldStandUnderTheStrategysSubjectToo"),
    ("Confluent's client: register, look up, check, configure, delete", "RegistryClientIT.shouldAnswerConfluentsClient"),
    ("Confluent's serializer -> Credence", "RegistryInteropIT.shouldApplyWhatConfluentsSerializerWrites"),
    ("Confluent's serializer, older schema -> Credence", "RegistryInteropIT.shouldApplyWhatAnOlderProducerWrites"),
    ("Confluent's serializer, newer schema -> Credence", "RegistryInteropIT.shouldApplyWhatANewerProducerWrites"),
    ("Credence -> Credence, beside all of these", "RegistryInteropIT.shouldApplyWhatCredenceWritesBesideOtherGenerations"),
    ("Credence -> Confluent's deserializer", "RegistryInteropIT.shouldWriteWhatConfluentsDeserializerReads"),
    ("Credence -> Confluent's deserializer, older and newer", "RegistryInteropIT.shouldWriteWhatConsumersOfAnotherVersionRead"),
    ("Node.js -> Credence, read back over HTTP", "write"),
    ("Credence -> Node.js", "read"),
]


def junit(root):
    green = {}
    for report in glob.glob(f"{root}/*/target/failsafe-reports/TEST-*Registry*IT.xml"):
        for case in xml.parse(report).iter("testcase"):
            test = case.get("classname").rsplit(".", 1)[1] + "." + case.get("name")
            green[test] = not any(case.find(bad) is not None for bad in ("failure", "error", "skipped"))
    return green


def main(root, node_results):
    green = junit(root)
    with open(node_results, encoding="utf-8") as lines:
        node = {tuple(line.split()[:2]): line.split()[2] == "green" for line in lines if line.strip()}
    total = passed = 0
    print(f"{'':64}" + "".join(f"{name:>10}" for name in REGISTRIES))
    for what, test in ROWS:
        cells = []
        for number, registry in enumerate(REGISTRIES, 1):
            ok = node.get((test, registry), False) if "." not in test else green.get(
                f"{test}(RegistryMaker)[{number}]", False)
            total, passed = total + 1, passed + ok
            cells.append("green" if ok else "RED")
        print(f"{what:64}" + "".join(f"{cell:>10}" for cell in cells))
    print(f"interop: {passed} of {total} cells green")
    return 0 if passed == total else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
