// A device on Modbus TCP by modbus-serial: holds what the test puts there, tells the test what is written to it.
import { serve, tell } from './lines.mjs';
import { once } from 'node:events';
import { promisify } from 'node:util';
import modbus from 'modbus-serial';

// By function code, as the tables are read. What is absent does not exist.
const TABLES = { coil: new Map(), 'discrete-input': new Map(), 'holding-register': new Map(), 'input-register': new Map() };
const refusals = new Map();
let server;

function refuse(code) {
  return Object.assign(new Error(`refused with ${code}`), { modbusErrorCode: code });
}

function look(table, address) {
  const refused = refusals.get(`read ${table} ${address}`);
  if (refused) {
    throw refuse(refused);
  }
  if (!TABLES[table].has(address)) {
    throw refuse(2);
  }
  return TABLES[table].get(address);
}

function put(table, address, values) {
  const refused = refusals.get(`write ${table} ${address}`);
  if (refused) {
    throw refuse(refused);
  }
  values.forEach((value, i) => {
    if (!TABLES[table].has(address + i)) {
      throw refuse(2);
    }
  });
  values.forEach((value, i) => TABLES[table].set(address + i, value));
  tell({ wrote: table, address, values });
}

const vector = {
  getCoil: address => look('coil', address),
  getDiscreteInput: address => look('discrete-input', address),
  getHoldingRegister: address => look('holding-register', address),
  getInputRegister: address => look('input-register', address),
  setCoil: (address, value) => put('coil', address, [value]),
  setRegister: (address, value) => put('holding-register', address, [value]),
  setRegisterArray: (address, values) => put('holding-register', address, values),
};

await serve({
  async start({ port }) {
    server = new modbus.ServerTCP(vector, { host: '127.0.0.1', port });
    await once(server, 'initialized');
  },
  async stop() {
    const running = server;
    server = undefined;
    if (running) {
      await promisify(running.close.bind(running))();
    }
  },
  /** Puts bits or words into a table without a word about it. */
  show({ table, address, values }) {
    values.forEach((value, i) => TABLES[table].set(address + i, value));
  },
  /** Answers the exception code whenever this address is asked for, or written to; 0 ends it. */
  refuse({ how, table, address, code }) {
    refusals.set(`${how} ${table} ${address}`, code);
  },
  clear() {
    Object.values(TABLES).forEach(table => table.clear());
    refusals.clear();
  },
});
