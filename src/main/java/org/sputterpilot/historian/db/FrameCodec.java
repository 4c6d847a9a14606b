package org.sputterpilot.historian.db;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sputterpilot.historian.Event;
import org.sputterpilot.historian.Gap;
import org.sputterpilot.historian.PhaseRow;
import org.sputterpilot.historian.RunRow;
import org.sputterpilot.interlocks.alarms.AlarmChange;
import org.sputterpilot.interlocks.alarms.AlarmMemory;
import org.sputterpilot.recipes.Load;
import org.sputterpilot.signals.Quality;
import org.sputterpilot.signals.TagId;

/** Turns frames into the bytes of a journal record and back. */
final class FrameCodec {
    private static final Quality[] QUALITIES = Quality.values();
    private static final int MOST = 1 << 24;

    private FrameCodec() {}

    static void write(Frame frame, ByteWriter out) {
        out.count(frame.tick());
        long at = Nanos.of(frame.at());
        out.fixed(at).text(frame.runId()).text(frame.phase());
        out.count(frame.samples().size());
        for (Frame.Sample sample : frame.samples()) {
            out.count(sample.slot())
                    .put(sample.quality().ordinal())
                    .number(sample.value())
                    .signed(at - sample.sourceNanos());
        }
        out.count(frame.events().size());
        for (Event event : frame.events()) {
            out.text(event.kind()).text(event.subject()).text(event.text()).text(event.who());
        }
        out.count(frame.gaps().size());
        for (Gap gap : frame.gaps()) {
            out.text(gap.tag().map(TagId::name).orElse(""));
            out.fixed(Nanos.of(gap.from())).fixed(Nanos.of(gap.to()));
            out.text(gap.reason()).count(gap.lostRecords());
        }
        out.count(frame.runs().size());
        for (Frame.RunUpdate run : frame.runs()) {
            run(run.row(), out);
            out.put(run.load().isPresent() ? 1 : 0);
            run.load().ifPresent(load -> load(load, out));
            out.put(run.phase().isPresent() ? 1 : 0);
            run.phase().ifPresent(phase -> phase(phase, out));
            out.text(run.recordJson());
        }
        for (Frame.RunUpdate run : frame.runs()) { // at the end, where frames of older versions stop
            out.number(run.row().u95Nm()).put(run.row().production() ? 1 : 0);
        }
        out.count(frame.alarms().size());
        frame.alarms().forEach(change -> AlarmCodec.write(change, out));
        out.count(frame.standing().size());
        frame.standing().forEach(memory -> AlarmCodec.write(memory, out));
        frame.events().forEach(event -> out.text(event.detail()));
        frame.runs().forEach(run -> out.text(run.foilMark()));
        for (Frame.RunUpdate run : frame.runs()) {
            out.text(run.controlJson()).text(run.progressJson());
        }
    }

    private static void run(RunRow row, ByteWriter out) {
        out.text(row.id()).text(row.unit()).text(row.recipe()).count(row.recipeVersion());
        out.text(row.recipeHash()).text(row.plantHash()).text(row.operator());
        out.count(row.foils().size());
        row.foils().forEach(out::text);
        out.text(row.state()).text(row.phase());
        moment(row.startedAt(), out);
        perhaps(row.endedAt(), out);
        out.number(row.durationS()).number(row.targetNm()).number(row.thicknessNm());
        out.number(row.sigmaNm()).number(row.trueNm());
        out.count(row.trips()).count(row.holds()).text(row.endReason());
        out.put(row.demonstration() ? 1 : 0);
    }

    private static void load(Load load, ByteWriter out) {
        out.text(load.holder()).count(load.items().size());
        for (Load.Item item : load.items()) {
            out.count(item.slot()).text(item.id()).text(item.side().name());
        }
        out.count(load.witnesses().size());
        for (Load.Witness witness : load.witnesses()) {
            out.count(witness.slot()).text(witness.id());
        }
    }

    private static Load load(ByteReader in) {
        String holder = in.text();
        List<Load.Item> items = new ArrayList<>();
        for (int left = in.size(MOST); left > 0; left--) {
            items.add(new Load.Item(in.size(Integer.MAX_VALUE), in.text(), side(in.text())));
        }
        List<Load.Witness> witnesses = new ArrayList<>();
        for (int left = in.size(MOST); left > 0; left--) {
            witnesses.add(new Load.Witness(in.size(Integer.MAX_VALUE), in.text()));
        }
        return new Load(holder, items, witnesses);
    }

    private static Load.Side side(String name) {
        for (Load.Side side : Load.Side.values()) {
            if (side.name().equals(name)) {
                return side;
            }
        }
        throw new DamagedException("a side of " + name);
    }

    private static void phase(PhaseRow row, ByteWriter out) {
        out.text(row.runId()).count(row.ordinal()).text(row.phase());
        moment(row.startedAt(), out);
        perhaps(row.endedAt(), out);
        out.number(row.durationS()).text(row.result()).text(row.reportJson());
    }

    static void moment(Instant at, ByteWriter out) {
        out.fixed(Nanos.of(at));
    }

    static void perhaps(Optional<Instant> at, ByteWriter out) {
        out.put(at.isPresent() ? 1 : 0);
        at.ifPresent(moment -> moment(moment, out));
    }

    static Frame read(long sequence, byte[] bytes) {
        ByteReader in = new ByteReader(bytes);
        long tick = in.count();
        long at = in.fixed();
        String runId = in.text();
        String phase = in.text();
        List<Frame.Sample> samples = new ArrayList<>();
        for (int left = in.size(MOST); left > 0; left--) {
            int slot = in.size(MOST);
            Quality quality = quality(in.get());
            samples.add(new Frame.Sample(slot, in.number(), quality, at - in.signed()));
        }
        List<Event> events = new ArrayList<>();
        for (int left = in.size(MOST); left > 0; left--) {
            events.add(new Event(in.text(), in.text(), in.text(), in.text()));
        }
        List<Gap> gaps = new ArrayList<>();
        for (int left = in.size(MOST); left > 0; left--) {
            Optional<TagId> tag =
                    Optional.of(in.text()).filter(name -> !name.isEmpty()).map(TagId::of);
            gaps.add(new Gap(tag, moment(in), moment(in), in.text(), in.count()));
        }
        List<Frame.RunUpdate> runs = new ArrayList<>();
        for (int left = in.size(MOST); left > 0; left--) {
            RunRow row = run(in);
            Optional<Load> load = in.get() == 1 ? Optional.of(load(in)) : Optional.empty();
            Optional<PhaseRow> pass = in.get() == 1 ? Optional.of(phase(in)) : Optional.empty();
            runs.add(new Frame.RunUpdate(load.map(row::with).orElse(row), load, pass, in.text(), "", "", ""));
        }
        if (in.hasMore()) {
            runs.replaceAll(run -> run.with(run.row().with(in.number(), in.get() == 1)));
        }
        List<AlarmChange> alarms = new ArrayList<>();
        List<AlarmMemory> standing = new ArrayList<>();
        if (in.hasMore()) { // a record of a program that did not keep alarms yet ends here
            for (int left = in.size(MOST); left > 0; left--) {
                alarms.add(AlarmCodec.change(in));
            }
            for (int left = in.size(MOST); left > 0; left--) {
                standing.add(AlarmCodec.memory(in));
            }
        }
        if (in.hasMore()) { // a record of a program that explained no trips and marked no foils yet ends here
            events.replaceAll(one -> new Event(one.kind(), one.subject(), one.text(), one.who(), in.text()));
            runs.replaceAll(run -> run.marking(in.text()));
        }
        if (in.hasMore()) { // a record of a program that did not keep control recipes yet ends here
            runs.replaceAll(run -> run.with(in.text(), in.text()));
        }
        return new Frame(
                sequence, tick, Nanos.instant(at), runId, phase, samples, events, gaps, runs, alarms, standing);
    }

    static Quality quality(int code) {
        if (code >= QUALITIES.length) {
            throw new DamagedException("a quality of " + code);
        }
        return QUALITIES[code];
    }

    private static RunRow run(ByteReader in) {
        String id = in.text();
        String unit = in.text();
        String recipe = in.text();
        int version = in.size(Integer.MAX_VALUE);
        String recipeHash = in.text();
        String plantHash = in.text();
        String operator = in.text();
        List<String> foils = new ArrayList<>();
        for (int left = in.size(MOST); left > 0; left--) {
            foils.add(in.text());
        }
        return new RunRow(
                id,
                unit,
                recipe,
                version,
                recipeHash,
                plantHash,
                operator,
                foils,
                in.text(),
                in.text(),
                moment(in),
                perhaps(in),
                in.number(),
                in.number(),
                in.number(),
                in.number(),
                in.number(),
                in.size(Integer.MAX_VALUE),
                in.size(Integer.MAX_VALUE),
                in.text(),
                in.get() == 1,
                Double.NaN,
                true,
                Load.NONE);
    }

    private static PhaseRow phase(ByteReader in) {
        return new PhaseRow(
                in.text(),
                in.size(Integer.MAX_VALUE),
                in.text(),
                moment(in),
                perhaps(in),
                in.number(),
                in.text(),
                in.text());
    }

    static Instant moment(ByteReader in) {
        return Nanos.instant(in.fixed());
    }

    static Optional<Instant> perhaps(ByteReader in) {
        return in.get() == 1 ? Optional.of(moment(in)) : Optional.empty();
    }
}
