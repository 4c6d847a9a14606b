// What the stand-in answers about cells. Lives, curves and films are drawn, not measured.
const at = (days) => new Date(Date.now() - days * 86_400_000).toISOString();
const wave = (k) => Math.sin(k * 12.9898) * 43758.5453 % 1;

const file = (n, more) => ({
  id: String(n).repeat(64).slice(0, 64), name: `CL-26-00${10 + n}_5-1第${n}片.ndax`, sizeBytes: 812_000, source: 'UPLOAD', receivedAt: at(n), receivedBy: 'operator', state: 'READ', format: 'Neware ndax',
  parser: 'sputterpilot-cell-tests/1', records: 48_200 + n, cycles: 250, halfCycles: 500, firstTime: '2026-08-02 08:12:40', lastTime: '2026-08-06 12:12:40', minVoltageV: -0.081, maxVoltageV: 0.08, warnings: [], candidates: [], ...more,
});
const files = [
  file(1, { waits: 'NAME_ONLY', candidates: [{ cell: 'CL-26-0011', test: 'CL-26-0011-T01', how: 'NAME', evidence: 'its name' }] }),
  file(2, { waits: 'CONFLICT: CL-26-0011 and CL-26-0014 are both spoken for', candidates: [{ cell: 'CL-26-0011', test: 'CL-26-0011-T01', how: 'CHANNEL_BOARD', evidence: 'on nw4/1/6' }, { cell: 'CL-26-0014', test: null, how: 'ID_IN_FILE', evidence: "'barcode' in the file" }] }),
  file(3, { state: 'UNREADABLE', format: null, records: 0, name: '8-3-2_TO-Zn.ccs', reason: '8-3-2_TO-Zn.ccs: a binary file that no reader knows', rule: 'format' }),
  file(4, { state: 'READING', format: null, records: 0, progressRecords: 811_008 }),
];

function arm(name, k, n) {
  const until = 1500;
  const lives = Array.from({ length: n }, (_, i) => Math.min(until, Math.round(k * (0.45 + 1.2 * Math.abs(wave(i + k)))))).sort((a, b) => a - b)
    .map((hours, i) => ({ cell: `CL-26-00${10 + i}`, test: `CL-26-00${10 + i}-T01`, hours, failed: hours < until, verdict: hours < until ? 'SHORT' : 'CENSORED', rule: 'EOL-1', radiusMm: 5 + i }));
  let share = 1;
  const steps = lives.filter((l) => l.failed).map((l, i) => {
    share *= 1 - 1 / (n - i);
    return { hours: l.hours, atRisk: n - i, failures: 1, share, low: share > 0 ? share * 0.6 : null, high: share > 0 ? Math.min(1, share * 1.25) : null };
  });
  return { name, cells: n, failures: steps.length, censored: n - steps.length, deadOnArrival: 0, pooled: [], steps, medianH: steps.find((s) => s.share <= 0.5)?.hours ?? null, restrictedMeanH: k * 0.8, lives,
    weibull: { state: 'OK', shape: 1.9, shapeLow: 1.3, shapeHigh: 2.8, scaleH: k * 1.1, scaleLowH: k * 0.8, scaleHighH: k * 1.5, b10H: k * 0.4 } };
}

/** The answer of a call about cells, or undefined when it is about something else. */
export function cells(rest, query) {
  if (rest === 'imports') return query.get('unlinked') === 'true' ? files : [...files, file(5, { test: 'CL-26-0015-T01', confidence: 0.995, evidence: 'on nw4/1/7 from 2026-08-01; barcode' })];
  if (rest === 'channel-board') return [1, 2, 3].map((n) => ({ id: `m${n}`, cell: `CL-26-001${n}`, device: 'nw4', unit: '1', channel: String(n + 4), protocol: 'long cycling 5-1', mountedAt: at(20 - n), mountedBy: 'operator', clockOffsetS: 0, ...(n === 3 ? { unmountedAt: at(2), endReason: 'SHORT' } : {}) })).filter((m) => query.get('all') === 'true' || !m.unmountedAt);
  if (rest === 'tests') return Array.from({ length: 14 }, (_, n) => ({ id: `CL-26-00${10 + n}-T01`, kind: 'TEST', at: at(n), by: 'operator', demonstration: true, effective: 'RELEASED', facts: { protocol: n % 3 ? 'long cycling 5-1' : 'plating and stripping 2-1' } }));
  const test = rest.match(/^tests\/([^/]+)\/(results|curve|cycles)$/);
  if (test?.[2] === 'curve') return { test: test[1], exact: false, buckets: Array.from({ length: 600 }, (_, i) => [i * 600, i * 600 + 600, i > 560 ? -0.002 : -0.041 - i / 30_000 - (i === 0 ? 0.04 : 0), i > 560 ? 0.002 : 0.041 + i / 30_000, -5e-3, 5e-3]) };
  if (test?.[2] === 'cycles') return Array.from({ length: 500 }, (_, i) => ({ number: i + 1, direction: i % 2 ? 1 : -1, startS: i * 720, endS: i * 720 + 720, chargeMah: 1.13, currentMa: 5.65, meanMv: i > 466 ? 1.2 : 41 + i / 30 + 1.4 * wave(i), mostMv: 48, ce: null }));
  if (test) {
    return { test: test[1], cell: test[1].slice(0, 10), cellType: 'ZN_ZN', arm: 'TO_ZN', demonstration: true, protocol: 'long cycling 5-1', technique: 'CYCLING', areaCm2: 1.131, activeMassMg: null, currentMaCm2: 5, capacityMahCm2: 1, temperatureK: null,
      files: [{ sha256: 'ab'.repeat(32), name: '8-3-2_TO-Zn_5-1第2片.ndax', format: 'Neware ndax', parser: 'sputterpilot-cell-tests/1', records: 48_201, startsAtS: 0 }],
      results: [
        { quantity: 'life', values: { life_h: 93.4, life_cycles: 233, reference_mV: 41.8, plated_mAh_cm2: 233.2 }, undefined: null, verdict: 'SHORT', flags: ['SUSPECT_SOFT_SHORT'], method: 'EOL-1', formula: 'end of the last good half-cycle; test time without pauses' },
        { quantity: 'nucleation overpotential', values: { tip_mV: 81.2, plateau_mV: 41.3, nucleation_overpotential_paper_mV: 81.2, nucleation_overpotential_literature_mV: 39.9, tip_index: 0 }, undefined: null, verdict: null, flags: [], method: 'cell-metrics/1', formula: 'greatest |V| of the first half-cycle; against 0 V as the paper, against its plateau as most literature' },
        { quantity: 'depth of discharge', values: {}, undefined: 'FOIL_THICKNESS_MISSING', verdict: null, flags: [], method: 'cell-metrics/1', formula: 'areal capacity over that of the foil, 7.14 g/cm³ and 820 mAh/g' },
      ],
      typed: [{ id: 'r1', quantity: 'life_h', number: 94, verdict: 'SHORT', instrument: 'Neware 4', role: 'operator', enteredBy: 'operator', enteredAt: at(1), late: true, transcribed: false, counts: false, seenBy: null }] };
  }
  if (rest === 'statistics/survival') {
    return { by: 'arm', cellType: query.get('cellType'), demonstration: true, arms: [arm('BARE', 110, 12), arm('TO_ZN', 1300, 12)], leftOut: [{ cell: 'CL-26-0031', why: 'MIXED' }], protocols: [{ currentMaCm2: 5, capacityMahCm2: 1, cells: 24 }],
      comparison: { first: 'TO_ZN', second: 'BARE', chiSquare: 21.4, p: 3.7e-6, events: 19, tooFewFailures: false, medianRatio: 10.4 },
      literature: [['BARE', 100, true, 5, 1], ['TO_ZN', 5100, false, 5, 1], ['TO_ZN', 1300, false, 3, 3]].map(([name, hours, failed, currentMaCm2, capacityMahCm2]) => ({ arm: name, hours, failed, currentMaCm2, capacityMahCm2, source: 'SmartMat 2025, Sputtered Ultra-Thin TiO2 Interlayer' })) };
  }
  if (rest === 'statistics/compare') {
    return { quantity: 'coulombic efficiency', value: 'average_without_first', by: 'arm', demonstration: true, leftOut: [], welch: { difference: 0.87, low: 0.61, high: 1.13, t: 7.2, degrees: 6.4, p: 2.4e-4 },
      arms: [['BARE', 98.8], ['TO_ZN', 99.65]].map(([name, mean]) => ({ name, cells: 6, mean, deviation: 0.2, median: mean, values: Array.from({ length: 6 }, (_, i) => ({ cell: `c${i}`, test: `t${i}`, value: mean + 0.3 * wave(i + mean) })) })) };
  }
  if (rest === 'statistics/spc') {
    const points = Array.from({ length: 40 }, (_, i) => ({ run: `R-${380 + i}`, at: at(40 - i), value: i === 30 ? 33.9 : 32.05 + 0.5 * wave(i), range: i === 0 ? null : 0.4 + 0.3 * Math.abs(wave(i)), rules: i === 30 ? [1] : [], measured: true }));
    return { quantity: 'film, nm', source: query.get('source'), recipe: 'tio2-32nm-on-zn', demonstration: true, baseline: 20, centre: 32.05, sigmaWithin: 0.5, lower: 30.6, upper: 33.5, upperRange: 1.8, release: { low: 30, high: 34 }, inControl: false, points, capability: null };
  }
  return undefined;
}
