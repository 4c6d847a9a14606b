// What a sweep or a rate grid says about the tool: the record, the fitted model over it, and the numbers with their sigmas.
import type { ComponentChildren } from 'preact';
import type { WireFit, WireJumps, WireSteadyPoint } from '../api/wire';
import { lines, path, scale, type Scale } from '../model/commissioning';
import { exact, fixed } from '../format/number';
import { named, t } from '../format/words';

const WIDE = 620;
const HIGH = 190;

/** A frame with both axes named; what is drawn in it comes as children. */
function Plot({ x, y, xTitle, yTitle, label, children }: { x: Scale; y: Scale; xTitle: string; yTitle: string; label: string; children: ComponentChildren }) {
  return (
    <svg class="fit-plot" viewBox={`-62 -10 ${WIDE + 76} ${HIGH + 52}`} role="img" aria-label={label}>
      {y.ticks.map((v) => <g key={v}><line class="grid" x1="0" x2={WIDE} y1={y.at(v)} y2={y.at(v)} /><text x="-8" y={y.at(v) + 4} text-anchor="end">{exact(v)}</text></g>)}
      {x.ticks.map((v) => <g key={v}><line class="grid" y1="0" y2={HIGH} x1={x.at(v)} x2={x.at(v)} /><text x={x.at(v)} y={HIGH + 18} text-anchor="middle">{exact(v)}</text></g>)}
      <text class="title" x={WIDE} y={HIGH + 38} text-anchor="end">{xTitle}</text><text class="title" transform={`translate(-50 ${HIGH / 2}) rotate(-90)`} text-anchor="middle">{yTitle}</text>
      {children}
    </svg>
  );
}

/** Where the target jumps, with two sigmas to either side as a pale column: the truth lies inside nineteen times of twenty. */
function Jump({ x, at, sigma, word, old }: { x: Scale; at: number | null; sigma: number | null; word: string; old?: boolean }) {
  if (at === null) return null;
  const from = Math.max(x.low, at - 2 * (sigma ?? 0));
  const to = Math.min(x.high, at + 2 * (sigma ?? 0));
  return (
    <g class={old ? 'jump old' : 'jump'}>
      {sigma !== null && to > from && <rect data-testid={old ? 'fold-doubt-before' : 'fold-doubt'} x={x.at(from)} width={x.at(to) - x.at(from)} y="0" height={HIGH}><title>{t('fit.doubt', { from: fixed(Math.max(0, at - 2 * sigma), 3), to: fixed(at + 2 * sigma, 3) })}</title></rect>}
      {at >= x.low && at <= x.high && <line x1={x.at(at)} x2={x.at(at)} y1="0" y2={HIGH} />}
      {!old && at >= x.low && at <= x.high && <text x={x.at(at) + 5} y="12">{word}</text>}
    </g>
  );
}

const jumpText = (j: WireJumps, which: 'up' | 'down'): string => {
  const at = which === 'up' ? j.upSccm : j.downSccm;
  const sigma = which === 'up' ? j.upSigmaSccm : j.downSigmaSccm;
  return at === null ? '—' : `${fixed(at, 3)}${sigma !== null ? ` ± ${fixed(sigma, 3)}` : ''}`;
};

function LoopPlots({ loop }: { loop: NonNullable<WireFit['loop']> }) {
  const x = scale([0, ...loop.points.map((p) => p.oxygenSccm ?? 0)], WIDE);
  const draw = (title: string, unit: string, of: (p: WireFit['loop'] extends infer L ? NonNullable<L> extends { points: (infer P)[] } ? P : never : never) => number | null, model: typeof of, steady: (p: WireSteadyPoint) => number) => {
    const y = scale(loop.points.flatMap((p) => [of(p), model(p)].filter((v): v is number => v !== null)), HIGH, true, 4);
    const inside = (c: readonly WireSteadyPoint[]) => c.map((p) => (p.oxygenSccm <= x.high && steady(p) >= y.low && steady(p) <= y.high ? [p.oxygenSccm, steady(p)] as const : [null, null] as const));
    return (
      <Plot x={x} y={y} xTitle={t('fit.oxygen')} yTitle={`${title}, ${unit}`} label={t('fit.loopOf', { what: title })}>
        <Jump x={x} at={loop.before.upSccm} sigma={loop.before.upSigmaSccm} word="" old /><Jump x={x} at={loop.before.downSccm} sigma={loop.before.downSigmaSccm} word="" old />
        <Jump x={x} at={loop.after.upSccm} sigma={loop.after.upSigmaSccm} word={t('fit.poisons')} /><Jump x={x} at={loop.after.downSccm} sigma={loop.after.downSigmaSccm} word={t('fit.cleans')} />
        <path class="steady old" d={path(inside(loop.curveBefore), x, y)} /><path class="steady" d={path(inside(loop.curveAfter), x, y)} />
        {loop.points.map((p, i) => { const v = of(p); return p.oxygenSccm !== null && v !== null ? <circle key={i} class={p.up ? 'up' : 'down'} cx={x.at(p.oxygenSccm)} cy={y.at(v)} r="2.6" /> : null; })}
        {[true, false].map((up) => <path key={String(up)} class="model" d={path(loop.points.filter((p) => p.up === up).map((p) => [p.oxygenSccm, model(p)] as const), x, y)} />)}
      </Plot>
    );
  };
  return (
    <>
      <p class="fit-key"><i class="dot" />{t('fit.up')} <i class="ring" />{t('fit.down')} <i class="line" />{t('fit.inTime')} <i class="thin" />{t('fit.steady')} <i class="dash" />{t('fit.before')} <i class="column" />{t('fit.folds')}</p>
      {draw(t('fit.voltage'), 'V', (p) => p.voltageV, (p) => p.modelledVoltageV, (p) => p.voltageV)}
      {draw(t('fit.pressure'), 'Pa', (p) => p.pressurePa, (p) => p.modelledPressurePa, (p) => p.pressurePa)}
    </>
  );
}

function GridPlots({ grid }: { grid: NonNullable<WireFit['grid']> }) {
  const y = scale([0, ...grid.points.map((p) => p.rateNmPerMin + p.sigmaNmPerMin)], HIGH, true, 4);
  const draw = (along: 'powerW' | 'pressurePa', by: 'powerW' | 'pressurePa', title: string, each: (at: number) => string) => {
    const x = scale([0, ...grid.points.map((p) => p[along])], WIDE);
    return (
      <Plot x={x} y={y} xTitle={title} yTitle={`${t('fit.rate')}, nm/min`} label={t('fit.gridOf', { what: title })}>
        {lines(grid.points, by, along).map((l, n) => (
          <g key={l.at}><path class="model" d={path(l.points.map((p) => [p[along], p.fittedNmPerMin] as const), x, y)} />
            {l.points.map((p) => <g key={p[along]}><line class="bar" x1={x.at(p[along])} x2={x.at(p[along])} y1={y.at(p.rateNmPerMin - p.sigmaNmPerMin)} y2={y.at(p.rateNmPerMin + p.sigmaNmPerMin)} /><circle class={n % 2 ? 'down' : 'up'} cx={x.at(p[along])} cy={y.at(p.rateNmPerMin)} r="4"><title>{`${fixed(p.powerW, 0)} W, ${fixed(p.pressurePa, 2)} Pa: ${fixed(p.rateNmPerMin, 3)} nm/min`}</title></circle></g>)}
            <text x={x.at(l.points[l.points.length - 1]![along]) + 7} y={y.at(l.points[l.points.length - 1]!.fittedNmPerMin) + 4}>{each(l.at)}</text></g>
        ))}
      </Plot>
    );
  };
  return (
    <>
      {draw('powerW', 'pressurePa', t('fit.power'), (at) => `${fixed(at, 2)} Pa`)}
      {draw('pressurePa', 'powerW', t('fit.total'), (at) => `${fixed(at, 0)} W`)}
      <details><summary>{t('fit.steps', { n: grid.points.length })}</summary>
        <table><thead><tr><th class="r">W</th><th class="r">Pa</th><th class="r">{t('fit.rate')}</th><th class="r">{t('fit.fitted')}</th><th class="r">{t('fit.off')}</th></tr></thead>
          <tbody>{grid.points.map((p, i) => <tr key={i} data-testid="grid-step"><td class="r num">{fixed(p.powerW, 1)}</td><td class="r num">{fixed(p.pressurePa, 3)}</td><td class="r num nw">{fixed(p.rateNmPerMin, 3)}<small>± {fixed(p.sigmaNmPerMin, 3)}</small></td><td class="r num">{fixed(p.fittedNmPerMin, 3)}</td><td class="r num">{fixed((p.rateNmPerMin / p.fittedNmPerMin - 1) * 100, 2)} %</td></tr>)}</tbody></table>
      </details>
    </>
  );
}

/** Three significant digits at least, no more than the sigma is worth; very large or small numbers with a power of ten. */
function worth(value: number, sigma: number): { value: string; sigma: string } {
  const size = Math.abs(value);
  const ten = size >= 1e5 || size < 1e-3 ? 10 ** Math.floor(Math.log10(size || 1)) : 1;
  const digits = Math.max(0, Math.min(6, 1 - Math.floor(Math.log10(Math.max(sigma / ten, 1e-6)))));
  const tail = ten === 1 ? '' : ` · 10^${Math.round(Math.log10(ten))}`;
  return { value: `${fixed(value / ten, digits)}${tail}`, sigma: fixed(sigma / ten, digits) };
}

/** The whole fit: facts, pictures, numbers before and after, and how they hang together. */
export function Commissioning({ fit }: { fit: WireFit }) {
  return (
    <div class="scroll cal-proposal" tabIndex={0} data-testid={`fit-${fit.kind}`}>
      <div class="pad col">
        <p class="quiet">{t(fit.kind === 'SWEEP' ? 'fit.sweepOf' : fit.grid?.poisoned ? 'fit.gridPoisoned' : 'fit.gridMetallic', { run: fit.run, w: fixed(fit.powerW, 0), pa: fixed(fit.argonPa, 2) })}</p>
        <dl class="facts cal-facts">
          {fit.loop && <><div><dt>{t('fit.poisonsAt')}</dt><dd data-testid="fit-up">{jumpText(fit.loop.after, 'up')}<span class="u">sccm</span><small>{t('fit.was', { v: jumpText(fit.loop.before, 'up') })}</small></dd></div><div><dt>{t('fit.cleansAt')}</dt><dd>{jumpText(fit.loop.after, 'down')}<span class="u">sccm</span><small>{t('fit.was', { v: jumpText(fit.loop.before, 'down') })}</small></dd></div><div><dt>{t('fit.residuals')}</dt><dd>{fit.rmsVoltageV !== null && fixed(fit.rmsVoltageV, 2)}<span class="u">V</span> {fit.rmsPressurePa !== null && fixed(fit.rmsPressurePa * 1000, 2)}<span class="u">mPa</span></dd></div></>}
          {fit.grid && <><div><dt>{t('fit.powerLaw')}</dt><dd>{fixed(fit.grid.powerExponent, 3)} ± {fixed(fit.grid.powerExponentSigma, 3)}</dd></div><div><dt>{t('fit.factor')}</dt><dd>{fixed(fit.grid.factor, 3)}<small>{t('fit.factorHelp')}</small></dd></div><div><dt>{t('fit.residuals')}</dt><dd>{fit.rmsRateShare !== null && fixed(fit.rmsRateShare * 100, 2)}<span class="u">%</span></dd></div></>}
          <div><dt>{t('fit.goodness')}</dt><dd>{fit.perFreedom !== null ? fixed(fit.perFreedom, 2) : '—'}<small>{t('fit.values', { n: fit.values })}</small></dd></div>
        </dl>
        {fit.loop && <LoopPlots loop={fit.loop} />}
        {fit.grid && <GridPlots grid={fit.grid} />}
      </div>
      <table><thead><tr><th>{t('fit.number')}</th><th class="r">{t('cal.before')}</th><th class="r">{t('cal.after')}</th><th class="r">{t('cal.change')}</th></tr></thead>
        <tbody>{fit.learned.map((k) => { const a = worth(k.before, k.prior); const b = worth(k.value, k.sigma); return <tr key={k.parameter} data-testid={`fit-${k.parameter}`}><td>{named('fit.par', k.parameter)}{k.unit && k.unit !== '1' ? <small>{k.unit}</small> : null}</td><td class="r num nw">{a.value}<small>± {a.sigma}</small></td><td class="r num nw"><b>{b.value}</b><small>± {b.sigma}</small></td><td class="r num nw">{k.before !== 0 ? `${fixed((k.value / k.before - 1) * 100, 1)} %` : ''}</td></tr>; })}</tbody></table>
      <details class="pad"><summary>{t('fit.correlations')}</summary>
        <table class="fit-corr"><thead><tr><th />{fit.learned.map((k, i) => <th key={k.parameter} class="r" title={named('fit.par', k.parameter)}>{i + 1}</th>)}</tr></thead>
          <tbody>{fit.correlation.map((row, i) => <tr key={i}><th>{i + 1} {named('fit.par', fit.learned[i]!.parameter)}</th>{row.map((c, j) => <td key={j} class={`r num${i !== j && Math.abs(c) > 0.9 ? ' strong' : ''}`}>{fixed(c, 2)}</td>)}</tr>)}</tbody></table>
      </details>
    </div>
  );
}
