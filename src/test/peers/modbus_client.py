"""A client on Modbus TCP by pymodbus: speaks with the test as lines.mjs says."""

import json
import sys

from pymodbus.client import ModbusTcpClient
from pymodbus.exceptions import ModbusException

LIMIT_S = 2
client = None
unit = 1


def said(answer):
    """What the device answered: its values, its exception code, or that it did not answer."""
    if isinstance(answer, ModbusException):
        return {"silence": str(answer)}
    if answer.isError():
        return {"exception": answer.exception_code}
    return {"values": getattr(answer, "registers", None) or getattr(answer, "bits", None) or []}


def connect(asked):
    global client, unit
    close(asked)
    unit = asked["unit"]
    client = ModbusTcpClient("127.0.0.1", port=asked["port"], timeout=LIMIT_S, retries=0)
    if not client.connect():
        raise ConnectionError("nobody listens")


def read(asked):
    call = {
        "coil": client.read_coils,
        "discrete-input": client.read_discrete_inputs,
        "holding-register": client.read_holding_registers,
        "input-register": client.read_input_registers,
    }[asked["table"]]
    answer = attempt(call, asked["address"], asked["count"])
    if "values" in answer:
        answer["values"] = answer["values"][: asked["count"]]  # bits come in whole bytes
    return answer


def write(asked):
    call, single = {
        "coil": (client.write_coil, True),
        "coils": (client.write_coils, False),
        "register": (client.write_register, True),
        "registers": (client.write_registers, False),
    }[asked["how"]]
    answer = attempt(call, asked["address"], asked["values"][0] if single else asked["values"])
    return {"values": []} if "values" in answer else answer


def attempt(call, address, what):
    try:
        return said(call(address, what, slave=unit))
    except (ModbusException, OSError) as fault:
        return {"silence": str(fault)}


def close(asked):
    global client
    if client is not None:
        client.close()
    client = None


ACTIONS = {"connect": connect, "read": read, "write": write, "close": close}

for line in sys.stdin:
    question = json.loads(line)
    try:
        reply = {"answer": ACTIONS[question["do"]](question)}
    except Exception as fault:  # told to the test, which decides what it means
        reply = {"error": repr(fault)}
    print(json.dumps(reply), flush=True)
