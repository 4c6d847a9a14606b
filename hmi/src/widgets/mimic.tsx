// The picture of the chamber. It shows what switches and instruments say, never what was commanded; what is not
// known is drawn as not known; and nothing in it can be pressed.
import type { Store } from '../model/store';
import { numberOf, position, running, stateOf, type Position, type Running, type Shown } from '../model/reading';
import { Exponent } from './exponent';
import { readingText } from './value';
import { quantity } from '../format/number';
import { t } from '../format/words';
import { Chip } from './chip';

/** Below this share of its span a flow draws no arrow. */
const FLOW_SHARE = 0.02;

function Valve({ x, y, at, id, turn = 0, size = 13 }: { x: number; y: number; at: Position; id: string; turn?: number; size?: number }) {
  const h = size * 0.82;
  return (
    <g transform={`translate(${x} ${y}) rotate(${turn})`} data-testid={`equip-${id}`} data-state={at}>
      <path class={`m-eq e-${at}`} d={`M${-size} ${-h}L${size} ${h}V${-h}L${-size} ${h}Z`} />
      {at === 'fault' && <text class="m-fault" x="0" y={-h - 5} text-anchor="middle">!</text>}
    </g>
  );
}

function Pump({ x, y, r, state, id, kind }: { x: number; y: number; r: number; state: Running; id: string; kind: 'turbo' | 'backing' }) {
  return (
    <g data-testid={`equip-${id}`} data-state={state}>
      <circle class={`m-eq e-${state === 'on' ? 'open' : state === 'off' ? 'closed' : 'unknown'}`} cx={x} cy={y} r={r} />
      <path class="m-detail" d={kind === 'turbo' ? `M${x - 18} ${y - 25}l-4 50M${x + 18} ${y - 25}l4 50` : `M${x} ${y - r}v${2 * r}M${x - r} ${y}h${2 * r}`} />
    </g>
  );
}

/** Where a lock of a module is drawn. */
const LOCK_AT: Record<string, [number, number]> = {
  cathode: [676, 58], gas: [350, 408], shutter: [690, 300], substrate: [686, 412], crystal: [424, 196], throttle: [814, 330], vacuum: [934, 342], venting: [714, 540], cooling: [318, 168],
};

export function Mimic({ store: s, filmHeld }: { store: Store; filmHeld: string | null }) {
  const r = (tag: string) => s.reading(tag);
  const def = (tag: string) => s.definitions[tag];
  const stale = s.stale;

  const plasma = stateOf(r('cathode.plasma'));
  const hv = stateOf(r('cathode.is_enabled'));
  const shutter = position(r('shutter.is_open'), r('shutter.is_closed'), r('shutter.disagrees'));
  const gate = position(r('vacuum.gate.is_open'), r('vacuum.gate.is_closed'));
  const argonValve = position(r('gas.argon.valve.is_open'));
  const oxygenValve = position(r('gas.oxygen.valve.is_open'));
  const foreValve = position(r('vacuum.fore_valve.is_open'));
  const roughValve = position(r('vacuum.rough_valve.is_open'));
  const ventValve = position(r('vacuum.vent_valve.is_open'));
  const turbo = running(r('vacuum.turbo.is_running'));
  const backing = running(r('vacuum.backing_pump.is_running'));
  const door = stateOf(r('door.is_closed'));
  const rotation = numberOf(r('substrate.rotation'));
  const throttle = numberOf(r('chamber.throttle.position'));
  const pressureLoop = stateOf(r('chamber.throttle.mode'));

  const alarmOf = (...tags: string[]): number | null => {
    let worst: number | null = null;
    for (const alarm of s.live.alarms) {
      if (alarm.state !== 'UNACKNOWLEDGED' && alarm.state !== 'ACKNOWLEDGED') continue;
      const about = alarm.tag;
      if (about && tags.includes(about)) worst = Math.min(worst ?? 4, alarm.priority);
    }
    return worst;
  };
  const setPoint = (tag: string): { sp: number | null; text: string } => {
    const reading = r(tag);
    const v = numberOf(reading) ?? (reading.quality === 'stale' && typeof reading.value === 'number' ? reading.value : null);
    return { sp: v, text: v === null ? '' : t('mimic.sp', { v: quantity(v, reading.unit) }) };
  };
  const spanOf = (tag: string, set?: string) => {
    const d = def(tag);
    if (d?.low == null || d.high == null) return null;
    const sp = set ? setPoint(set).sp : null;
    const tolerance = set ? def(set)?.tolerance : null;
    return { low: d.low, high: d.high, sp, band: sp !== null && tolerance ? ([sp - tolerance, sp + tolerance] as [number, number]) : null };
  };
  const flowing = (tag: string): boolean => {
    const v = numberOf(r(tag));
    const high = def(tag)?.high;
    return v !== null && high != null && v > high * FLOW_SHARE;
  };

  // Two gauges, one chip: the manometer has no digits left below 0.01 Pa and none above its span; then the wide gauge speaks, by name.
  const process = r('chamber.pressure');
  const wide = r('chamber.pressure_wide');
  const pv = numberOf(process);
  const useWide = !stale && numberOf(wide) !== null && (pv === null || pv < 0.01 || (process.high !== null && pv >= process.high));
  const pressure = useWide ? wide : process;
  const other = useWide ? process : wide;

  const power = setPoint('cathode.power_set');
  const volts = r('cathode.voltage');
  const amps = r('cathode.current');
  const arcs = r('cathode.arc_rate');
  const small = (reading: Shown, unit: string) => <tspan data-testid={`value-${reading.tag}`} data-quality={reading.quality}>{readingText(reading)} {unit}</tspan>;
  const glow = !stale && plasma === 'ON';
  const pSet = setPoint('chamber.throttle.pressure_set');
  const age = s.age;

  return (
    <svg class={`mimic${stale ? ' stale' : ''}`} viewBox="0 0 1120 602" preserveAspectRatio="xMidYMid meet" role="img" aria-label={t('mimic.label')}>
      <defs>
        <pattern id="m-hat" width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path class="m-hatline" d="M0 0V9" /></pattern>
        <radialGradient id="m-glow" cx="50%" cy="0%" r="52%"><stop class="g1" offset="0" /><stop class="g2" offset=".55" /><stop class="g3" offset="1" /></radialGradient>
        <radialGradient id="m-track"><stop class="t1" offset="0" /><stop class="t2" offset=".5" /><stop class="g3" offset="1" /></radialGradient>
        <linearGradient id="m-flux" x1="0" y1="0" x2="0" y2="1"><stop class="f1" offset="0" /><stop class="f2" offset="1" /></linearGradient>
      </defs>

      {/* lines between things */}
      <path class="m-wire" d="M296 62H486" />
      <path class="m-pipe" d="M296 210H350V96H486" /><path class="m-pipe in" d="M296 210H350V96H486" />
      <path class="m-pipe" d="M296 356H404M296 458H404" />
      <path class="m-pipe wide" d="M736 372H866" /><path class="m-pipe bore" d="M733 372H866" />
      <path class="m-pipe mid" d="M892 404V504" />
      <path class="m-pipe" d="M736 200H784V66H834" />
      <path class="m-pipe" d="M736 452H772V534H862" />
      <path class="m-lead" d="M814 352V210H834" />

      {/* chamber */}
      <rect class={`m-cavity${door === 'NO' ? ' open' : ''}`} x="402" y="110" width="336" height="384" rx="18" data-testid="equip-door" data-state={door === null ? 'unknown' : door === 'YES' ? 'closed' : 'open'} />
      <text class="m-tg" x="416" y="480">{door === 'NO' ? t('mimic.doorOpen') : t('mimic.chamber')}</text>
      {glow && (
        <g data-testid="plasma">
          <path class="m-flux" d={shutter === 'open' ? 'M492 166L468 402H672L648 166Z' : 'M492 166L484 268H656L648 166Z'} fill="url(#m-flux)" />
          <rect x="424" y="162" width="292" height="196" fill="url(#m-glow)" />
          <ellipse cx="528" cy="182" rx="41" ry="16" fill="url(#m-track)" /><ellipse cx="612" cy="182" rx="41" ry="16" fill="url(#m-track)" />
        </g>
      )}

      {/* cathode */}
      <g data-testid="equip-cathode" data-state={hv === null ? 'unknown' : hv === 'YES' ? 'on' : 'off'}>
        <rect class={`m-body${hv === null ? ' unk' : ''}`} x="486" y="42" width="168" height="98" rx="4" />
        <text class="m-nm" x="570" y="68" text-anchor="middle">{t('mimic.cathode')}</text>
        <text class="m-st" x="570" y="90" text-anchor="middle">{hv === null ? t('mimic.hvUnknown') : hv === 'YES' ? t('mimic.hvOn') : t('mimic.hvOff')}</text>
        {[['N', 499], ['S', 553], ['N', 607]].map(([pole, x]) => (
          <g key={x}><rect class="m-dark" x={x} y="100" width="34" height="31" /><text class="m-pole" x={Number(x) + 17} y="122" text-anchor="middle">{pole}</text></g>
        ))}
        <rect class="m-dark" x="494" y="142" width="152" height="21" /><text class="m-pole" x="570" y="158.5" text-anchor="middle">{t('mimic.target')}</text>
        <path class="m-shield" d="M480 140v33M660 140v33" />
      </g>
      <text class="m-nm" x="570" y="226" text-anchor="middle">{plasma === null ? t('mimic.plasmaUnknown') : plasma === 'ON' ? t('mimic.plasmaOn') : t('mimic.plasmaOff')}</text>

      {/* shutter: where its switches say it is */}
      <g data-testid="equip-shutter" data-state={shutter}>
        {shutter === 'open' ? <><path class="m-blade" d="M664 276H726" /><circle class="m-body" cx="664" cy="276" r="7" /><text class="m-tg" x="728" y="254" text-anchor="end">{t('mimic.shutter')}</text><text class="m-nm" x="728" y="309" text-anchor="end">{t('mimic.open')}</text></>
          : shutter === 'closed' ? <><path class="m-blade" d="M484 276H656" /><circle class="m-body" cx="664" cy="276" r="7" /><text class="m-nm" x="570" y="307" text-anchor="middle">{t('mimic.shutter')} {t('mimic.closed')}</text></>
          : shutter === 'moving' ? <><path class="m-blade moving" d="M560 276H700" /><circle class="m-body" cx="664" cy="276" r="7" /><text class="m-nm" x="570" y="307" text-anchor="middle">{t('mimic.shutter')} {t('mimic.moving')}</text></>
          : shutter === 'fault' ? <><path class="m-blade fault" d="M484 276H656" /><circle class="m-body" cx="664" cy="276" r="7" /><text class="m-nm" x="570" y="307" text-anchor="middle">! {t('mimic.shutter')} {t('mimic.fault')}</text></>
          : <><rect class="m-ghost" x="480" y="270" width="180" height="12" rx="6" /><rect class="m-ghost" x="664" y="270" width="64" height="12" rx="6" /><text class="m-nm" x="570" y="307" text-anchor="middle">{t('mimic.shutterUnknown')}</text></>}
      </g>
      {glow && shutter === 'open' && [520, 570, 620].map((x) => <g key={x} class="m-atoms"><path d={`M${x} 246V370`} stroke-dasharray="5 7" /><path d={`M${x - 5} 362l5 10 5-10`} /></g>)}

      {/* carrier */}
      <g data-testid="equip-carrier" data-state={rotation === null ? 'unknown' : rotation > 0.1 ? 'on' : 'off'}>
        <rect class="m-dark" x="560" y="424" width="20" height="88" />
        <rect class="m-body" x="478" y="402" width="184" height="22" rx="3" /><path class="m-foil under" d="M482 397H658" /><path class="m-foil" d="M482 391H658" />
        <text class="m-tg" x="468" y="397" text-anchor="end">{t('mimic.foil')}</text><text class="m-tg" x="592" y="460">{t('mimic.carrier')}</text>
        {rotation !== null && rotation > 0.1 && <path class="m-detail" d="M545 470a26 9 0 0 0 50 0M589 478l6-9 4 9" />}
      </g>
      {stale ? <g class="m-flag q"><rect x="420" y="324" width="300" height="44" rx="5" /><text x="570" y="353" text-anchor="middle">{age === null ? t('mimic.never') : t('mimic.notLive', { s: Math.floor(age / 1000) })}</text></g>
        : filmHeld !== null && <g class="m-flag"><rect x="420" y="328" width="300" height="40" rx="5" /><text x="570" y="354" text-anchor="middle">{t('mimic.filmHeld', { v: filmHeld })}</text></g>}

      {/* gas and vacuum */}
      <Valve x={350} y={356} at={argonValve} id="gas-argon-valve" /><Valve x={350} y={458} at={oxygenValve} id="gas-oxygen-valve" />
      {flowing('gas.argon.flow') && argonValve === 'open' && <path class="m-flow" d="M378 350l12 6-12 6z" />}
      {flowing('gas.oxygen.flow') && oxygenValve === 'open' && <path class="m-flow" d="M378 452l12 6-12 6z" />}
      <Valve x={760} y={372} at={gate} id="vacuum-gate" size={14} />
      <text class="m-tiny" x="748" y="404">{t('mimic.hvValve')}</text>
      <g data-testid="equip-throttle" data-state={throttle === null ? 'unknown' : 'on'}>
        <rect class={`m-body${throttle === null ? ' unk' : ''}`} x="794" y="352" width="40" height="40" />
        <path class="m-vane" d="M814 356V388" transform={`rotate(${throttle === null ? 45 : (throttle / 100) * 90} 814 372)`} />
      </g>
      <Pump x={892} y={372} r={33} state={turbo} id="vacuum-turbo" kind="turbo" />
      <Valve x={892} y={452} at={foreValve} id="vacuum-fore-valve" turn={90} size={12} />
      <Pump x={892} y={534} r={29} state={backing} id="vacuum-backing-pump" kind="backing" />
      <Valve x={816} y={534} at={roughValve} id="vacuum-rough-valve" size={11} /><text class="m-tiny" x="816" y="517" text-anchor="middle">{t('mimic.rough')}</text>
      <text class="m-tiny" x="930" y="594" text-anchor="end">{backing === 'unknown' ? t('mimic.backingUnknown') : backing === 'on' ? t('mimic.backingOn') : t('mimic.backingOff')}</text>
      <path class="m-pipe" d="M684 494V532" /><Valve x={684} y={540} at={ventValve} id="vacuum-vent-valve" turn={90} size={10} />

      {/* who has their hands in it */}
      {!stale && Object.entries(LOCK_AT).map(([module, [x, y]]) => {
        const held = s.live.locks.filter((l) => l.module === module);
        return held.length > 0 && (
          <g key={module} class="m-lock" transform={`translate(${x} ${y})`} data-testid={`locked-${module}`}>
            <title>{held.map((l) => `${l.title}: ${l.name}, ${l.reason}`).join('; ')}</title>
            <rect x="-15" y="-15" width="30" height="30" rx="5" /><path class="body" d="M-8-1H8V10H-8z" /><path class="bow" d="M-5-1v-4a5 5 0 0 1 10 0v4" />
          </g>
        );
      })}

      {/* values */}
      <Chip x={10} y={12} h={124} label={t('mimic.power')} tag="cathode.power" reading={r('cathode.power')} side={power.text} alarm={alarmOf('cathode.power', 'cathode.voltage', 'cathode.current')}
        row={<>{small(volts, 'V')} · {small(amps, 'A')} · {small(arcs, t('mimic.arcs'))}</>} />
      <Chip x={10} y={152} h={116} label={t('mimic.cooling')} tag="cooling.flow" reading={r('cooling.flow')} side={`${readingText(r('cooling.outlet_temperature'))} °C`} span={spanOf('cooling.flow')} alarm={alarmOf('cooling.flow', 'cooling.outlet_temperature')} />
      <Chip x={10} y={298} h={116} label={t('mimic.argon')} tag="gas.argon.flow" reading={r('gas.argon.flow')} side={setPoint('gas.argon.flow_set').text} span={spanOf('gas.argon.flow', 'gas.argon.flow_set')} alarm={alarmOf('gas.argon.flow')} />
      <Chip x={10} y={430} h={116} label={t('mimic.oxygen')} tag="gas.oxygen.flow" reading={r('gas.oxygen.flow')} side={setPoint('gas.oxygen.flow_set').text} span={spanOf('gas.oxygen.flow', 'gas.oxygen.flow_set')} alarm={alarmOf('gas.oxygen.flow')} />
      <Chip x={834} y={12} w={276} h={124} label={useWide ? t('mimic.wide') : t('mimic.pressure')} reading={pressure} side={pressureLoop === 'PRESSURE' && !useWide ? pSet.text : ''} alarm={alarmOf('chamber.pressure', 'chamber.pressure_wide')}
        row={<tspan data-testid={`value-${other.tag}`} data-quality={other.quality}>{useWide ? t('mimic.manometer') : t('mimic.wide')} {useWide && pv !== null && process.high !== null && pv >= process.high ? t('mimic.over') : <><Exponent svg text={readingText(other)} /> Pa</>}</tspan>} />
      <Chip x={834} y={152} w={276} h={116} label={t('mimic.throttle')} reading={r('chamber.throttle.position')} side={pressureLoop === null ? '' : pressureLoop === 'PRESSURE' ? t('mimic.auto') : t('mimic.fixed')} span={spanOf('chamber.throttle.position')} alarm={alarmOf('chamber.throttle.position')} />
      <Chip x={938} y={326} w={172} h={88} label={t('mimic.turbo')} reading={r('vacuum.turbo.speed')} alarm={alarmOf('vacuum.turbo.speed')} />
      <Chip x={938} y={488} w={172} h={88} label={t('mimic.foreline')} reading={r('vacuum.foreline.pressure')} alarm={alarmOf('vacuum.foreline.pressure')} />
      <g class={stale ? 'chip q-stale' : 'chip'}>
        <rect class="m-box" x="402" y="512" width="252" height="78" rx="6" />{stale && <rect class="m-hatch" x="402" y="512" width="252" height="78" rx="6" />}
        {[['substrate.foil_temperature', t('mimic.foilT'), 416, 'start'], ['substrate.rotation', t('mimic.rotation'), 640, 'end']].map(([tag, label, x, anchor]) => {
          const reading = r(String(tag));
          return (
            <g key={tag} class={`q-${reading.quality}`} data-testid={`value-${tag}`} data-quality={reading.quality} data-age-ms={reading.ageMs === null ? undefined : Math.round(reading.ageMs)}>
              <text class="m-tg" x={x} y="539" text-anchor={anchor as 'start'}>{label}</text>
              <text x={x} y="575" text-anchor={anchor as 'start'}><tspan class="m-vl s">{readingText(reading)}</tspan><tspan class="m-un" dx="6">{reading.quality === 'bad' || reading.quality === 'unknown' ? '' : reading.unit}</tspan></text>
            </g>
          );
        })}
      </g>
    </svg>
  );
}
