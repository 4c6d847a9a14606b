// What is left to do after a trip, in the order in which to do it; what is done is ticked.
import type { WireInterlocks } from '../api/wire';
import { eventWords } from '../format/said';
import { t } from '../format/words';
import { numberOf, stateOf } from '../model/reading';
import type { Store } from '../model/store';
import { isActive } from '../model/unit';
import { Tick } from './icons';

interface Todo {
  text: string;
  done: boolean;
  help?: string | null;
}

export function TodoList({ steps, testid }: { steps: Todo[]; testid?: string }) {
  return (
    <ol class="todo" data-testid={testid}>
      {steps.map((step, i) => <li key={i} class={step.done ? 'done' : ''}>{step.done ? <Tick /> : <i>{i + 1}</i>}<span>{eventWords(undefined, step.text)}{step.help && !step.done && <small class="cap">{step.help}</small>}</span></li>)}
    </ol>
  );
}

/** The trip that stands: is it safe, what each cause still wants, the reset, what becomes of the run. */
export function TripTodo({ store: s, incident, titles }: { store: Store; incident: WireInterlocks['incident']; titles: Record<string, string> }) {
  const first = s.live.verdict.firstOut;
  const safe = stateOf(s.reading('cathode.is_enabled')) === 'NO' && stateOf(s.reading('shutter.is_closed')) === 'YES' && numberOf(s.reading('cathode.power')) !== null;
  const alarm = s.live.alarms.find((a) => first.includes(a.id)) ?? s.live.alarms.filter((a) => a.response).sort((a, b) => a.priority - b.priority)[0];
  const cleared = s.live.verdict.resetBlockedBy.length === 0 && s.live.verdict.resettable;
  const told: Todo[] = incident && !incident.over ? incident.recovery : [
    { text: t('trip.find', { what: first.map((id) => titles[id] ?? id).join(', ') || t('trip.unknown') }), done: cleared },
    { text: t('trip.ack'), done: false },
  ];
  return (
    <TodoList
      testid="recovery"
      steps={[
        { text: safe ? t('trip.safe') : t('trip.safeNot'), done: safe },
        ...told.map((step, i) => (i === 0 ? { ...step, help: alarm?.response } : step)),
        { text: isActive(s.live.run) ? t('trip.decide') : t('trip.nothing'), done: false },
      ]}
    />
  );
}
