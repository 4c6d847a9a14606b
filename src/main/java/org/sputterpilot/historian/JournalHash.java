package org.sputterpilot.historian;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.sputterpilot.equipment.Command;
import org.sputterpilot.interlocks.CauseView;
import org.sputterpilot.interlocks.EffectView;
import org.sputterpilot.interlocks.SequenceEvent;
import org.sputterpilot.interlocks.Verdict;
import org.sputterpilot.interlocks.alarms.AlarmChange;
import org.sputterpilot.recipes.PhaseReport;
import org.sputterpilot.recipes.RunStatus;
import org.sputterpilot.signals.ProcessImage;
import org.sputterpilot.signals.Quality;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.signals.TagTable;

/**
 * The fingerprint of a whole journal: two runs of the plant were the same, reading by reading and decision by decision,
 * when their fingerprints are. Every field of every record goes in; a hash of the film alone once called two different
 * chambers equal.
 */
public final class JournalHash implements Journal {
    /** Far more than the texts that come up in one turn. */
    private static final int KNOWN_TEXTS = 256;

    private static final short NO_MORE_SLOTS = -1;

    private final MessageDigest digest;
    private final String[] knownTexts = new String[KNOWN_TEXTS];
    private final byte[][] knownBytes = new byte[KNOWN_TEXTS][];
    private ByteBuffer buffer = ByteBuffer.allocate(8192);
    private double[] lastValues = new double[0];
    private Quality[] lastQualities = new Quality[0];
    private List<CauseView> lastCauses = List.of();
    private List<EffectView> lastEffects = List.of();
    private Map<TagId, Double> lastDemands = Map.of();
    private long records;

    public JournalHash() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public void record(CycleRecord turn) {
        records++;
        buffer.clear();
        number(turn.tick().number());
        number(turn.tick().elapsed().toNanos());
        number(turn.tick().dt().toNanos());
        number(turn.tick().at().getEpochSecond());
        number(turn.tick().at().getNano());
        image(turn.image());
        verdict(turn.verdict());
        demands(turn.demands().values(), turn.image().tags());
        values(turn.granted().values(), turn.image().tags());
        count(turn.granted().forced().size());
        for (TagId forced : turn.granted().forced()) {
            text(forced.name());
        }
        run(turn.run());
        count(turn.alarmChanges().size());
        for (AlarmChange alarm : turn.alarmChanges()) {
            text(alarm.id());
            text(alarm.to().name());
            text(alarm.value());
            text(alarm.comment());
            text(alarm.by());
        }
        count(turn.commands().size());
        for (Command command : turn.commands()) {
            count(turn.image().tags().slot(command.tag()));
            number(Double.doubleToLongBits(command.value()));
            count(command.state().ordinal());
            text(command.by());
            text(command.why());
        }
        events(turn.events());
        digest.update(buffer.array(), 0, buffer.position());
    }

    /** What has changed since the record before, which says as much as everything. */
    private void image(ProcessImage image) {
        int size = image.tags().size();
        if (lastValues.length != size) {
            lastValues = new double[size];
            lastQualities = new Quality[size];
        }
        count(size);
        room(size * 11 + 2);
        for (int slot = 0; slot < size; slot++) {
            double value = image.lastValue(slot);
            Quality quality = image.quality(slot);
            boolean same = quality == lastQualities[slot]
                    && Double.doubleToRawLongBits(value) == Double.doubleToRawLongBits(lastValues[slot]);
            if (!same) {
                lastValues[slot] = value;
                lastQualities[slot] = quality;
                buffer.putShort((short) slot);
                buffer.putLong(Double.doubleToLongBits(value));
                buffer.put((byte) quality.ordinal());
            }
        }
        buffer.putShort(NO_MORE_SLOTS);
    }

    private void verdict(Verdict verdict) {
        flag(verdict.asksHold());
        flag(verdict.asksAbort());
        boolean sameCauses = verdict.causes().equals(lastCauses);
        flag(sameCauses);
        if (!sameCauses) {
            causes(verdict.causes());
        }
        boolean sameEffects = verdict.effects().equals(lastEffects);
        flag(sameEffects);
        if (!sameEffects) {
            effects(verdict.effects());
        }
        texts(verdict.trippedEffects());
        texts(verdict.firstOut());
        count(verdict.events().size());
        for (SequenceEvent event : verdict.events()) {
            text(event.kind().name());
            text(event.id());
            text(event.text());
        }
    }

    private void causes(List<CauseView> causes) {
        lastCauses = causes;
        count(causes.size());
        for (CauseView cause : causes) {
            room(2);
            buffer.put((byte) cause.dangerous().ordinal());
            buffer.put((byte) ((cause.live() ? 1 : 0)
                    | (cause.delayed() ? 2 : 0)
                    | (cause.active() ? 4 : 0)
                    | (cause.latched() ? 8 : 0)
                    | (cause.firstOut() ? 16 : 0)));
        }
    }

    private void effects(List<EffectView> effects) {
        lastEffects = effects;
        count(effects.size());
        for (EffectView effect : effects) {
            room(1);
            buffer.put((byte) effect.state().ordinal());
        }
    }

    private void run(RunStatus run) {
        text(run.runId());
        text(run.recipeId());
        count(run.recipeVersion());
        text(run.recipeHash());
        text(run.startedBy());
        texts(run.foils());
        text(run.state().name());
        text(run.phase().text());
        number(Double.doubleToLongBits(run.target().metre()));
        number(run.startedElapsed().toNanos());
        number(run.phaseElapsed().toNanos());
        number(run.depositCap().toNanos());
        count(run.interruptions().size());
        text(run.holdReason());
        text(run.endReason());
        count(run.reports().size());
        if (!run.reports().isEmpty()) {
            // a report does not change once it is made: its number and the newest one say everything
            PhaseReport newest = run.reports().get(run.reports().size() - 1);
            text(newest.phase().text());
            text(newest.end().name());
            text(newest.why());
            number(newest.lasted().toNanos());
            for (PhaseReport.Criterion criterion : newest.criteria()) {
                text(criterion.title());
                text(criterion.asked());
                text(criterion.found());
                flag(criterion.met());
            }
        }
    }

    private void events(List<Event> events) {
        count(events.size());
        for (Event event : events) {
            text(event.kind());
            text(event.subject());
            text(event.text());
            text(event.who());
        }
    }

    private void demands(Map<TagId, Double> demands, TagTable tags) {
        boolean same = demands.equals(lastDemands);
        flag(same);
        if (!same) {
            lastDemands = demands;
            values(demands, tags);
        }
    }

    private void values(Map<TagId, Double> values, TagTable tags) {
        count(values.size());
        for (Map.Entry<TagId, Double> value : values.entrySet()) {
            count(tags.slot(value.getKey()));
            number(Double.doubleToLongBits(value.getValue()));
        }
    }

    private void texts(List<String> texts) {
        count(texts.size());
        for (String text : texts) {
            text(text);
        }
    }

    private void text(String text) {
        int place = text.hashCode() & KNOWN_TEXTS - 1;
        if (!text.equals(knownTexts[place])) {
            knownTexts[place] = text;
            knownBytes[place] = text.getBytes(StandardCharsets.UTF_8);
        }
        byte[] bytes = knownBytes[place];
        count(bytes.length);
        room(bytes.length);
        buffer.put(bytes);
    }

    private void flag(boolean flag) {
        room(1);
        buffer.put((byte) (flag ? 1 : 0));
    }

    private void count(int count) {
        room(4);
        buffer.putInt(count);
    }

    private void number(long number) {
        room(8);
        buffer.putLong(number);
    }

    private void room(int bytes) {
        if (buffer.remaining() < bytes) {
            buffer.flip();
            buffer = ByteBuffer.allocate((buffer.capacity() + bytes) * 2).put(buffer);
        }
    }

    /** How many records have gone in. */
    public long records() {
        return records;
    }

    /** The fingerprint of everything so far, as 64 hexadecimal digits; more records may follow. */
    public String hex() {
        try {
            return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("SHA-256 of the platform can be cloned", e);
        }
    }
}
