// A client on Modbus TCP by modbus-serial: reads and writes what the test asks, and says which exception it met.
import { serve } from './lines.mjs';
import Modbus from 'modbus-serial';

const LIMIT_MS = 2000;
let client;

const READ = {
  coil: (address, count) => client.readCoils(address, count),
  'discrete-input': (address, count) => client.readDiscreteInputs(address, count),
  'holding-register': (address, count) => client.readHoldingRegisters(address, count),
  'input-register': (address, count) => client.readInputRegisters(address, count),
};

const WRITE = {
  coil: (address, [value]) => client.writeCoil(address, value),
  coils: (address, values) => client.writeCoils(address, values),
  register: (address, [value]) => client.writeRegister(address, value),
  registers: (address, values) => client.writeRegisters(address, values),
};

/** What the device answered: its values, its exception code, or that it did not answer. */
async function said(call) {
  try {
    return { values: (await call())?.data ?? [] };
  } catch (fault) {
    return fault.modbusCode ? { exception: fault.modbusCode } : { silence: String(fault.message) };
  }
}

async function close() {
  const old = client;
  client = undefined;
  if (old?.isOpen) {
    await new Promise(done => old.close(done)); // never calls back when the other side has closed
  }
}

await serve({
  async connect({ port, unit }) {
    await close();
    client = new Modbus();
    client.setTimeout(LIMIT_MS);
    await client.connectTCP('127.0.0.1', { port });
    client.setID(unit);
  },
  async read({ table, address, count }) {
    const answer = await said(() => READ[table](address, count));
    return { ...answer, values: answer.values?.slice(0, count) }; // bits come in whole bytes
  },
  write: ({ how, address, values }) => said(() => WRITE[how](address, values)),
  close,
});
