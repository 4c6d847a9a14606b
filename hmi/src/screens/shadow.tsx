// A controller that rides along: what it would write, and where the plant stands otherwise.
import { api } from '../api/client';
import { usePolled } from '../model/store';
import { mmss } from '../format/time';
import { t } from '../format/words';
import { Panel } from '../widgets/panel';

export default function Shadow() {
  const { value: page, failed } = usePolled(api.shadow, 1000, []);
  return (
    <div class="bt-main">
      <h1 class="sr">{t('shadow.title')}</h1>
      <Panel title={t('shadow.title')} side={page && <small>{t(page.writes ? 'shadow.writes' : 'shadow.silent')}</small>}>
        {failed && <p class="calm">{t('rc.failed', { why: failed })}</p>}
        {page && page.differences.length === 0 && <p class="calm" data-testid="shadow-none">{t('shadow.none', { n: page.compared })}</p>}
        {page && page.differences.length > 0 && <div tabIndex={0} class="scroll"><table><thead><tr><th>{t('shadow.tag')}</th><th class="r">{t('shadow.would')}</th><th class="r">{t('shadow.shows')}</th><th class="r">{t('shadow.since')}</th></tr></thead><tbody>
          {page.differences.map((d) => <tr key={d.tag} data-testid={`shadow-${d.tag}`}><td>{d.title}<small class="mono">{d.tag}</small></td><td class="r num nw">{d.would}</td><td class="r num nw">{d.shows ?? t('shadow.unknown')}</td><td class="r num nw">{mmss(d.sinceS)}</td></tr>)}
        </tbody></table></div>}
      </Panel>
    </div>
  );
}
