package org.sputterpilot.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sputterpilot.film.CalibrationInForce;
import org.sputterpilot.film.FilmModel;
import org.sputterpilot.film.FilmSoFar;
import org.sputterpilot.golden.Alike;
import org.sputterpilot.golden.Band;
import org.sputterpilot.golden.Envelope;
import org.sputterpilot.interlocks.DecideBypass;
import org.sputterpilot.interlocks.ProofDue;
import org.sputterpilot.physics.ToolParameters;
import org.sputterpilot.recipes.PhaseName;
import org.sputterpilot.security.Role;
import org.sputterpilot.signals.Reply;
import org.sputterpilot.signals.Request;
import org.sputterpilot.signals.TagId;
import org.sputterpilot.units.Thickness;

/** What an engine was told reads back as what was told, to the bit; whatever can be asked or told has a text. */
class RecordTextTest {
    /** What has a text though it is no record of the house. */
    private static final Set<Class<?>> WORDS = Set.of(
            String.class,
            Instant.class,
            Duration.class,
            TagId.class,
            ToolParameters.class,
            Band.class,
            Reply.class,
            Double.class,
            Long.class,
            Integer.class,
            Boolean.class,
            double.class,
            long.class,
            int.class,
            boolean.class,
            double[].class);

    private static final Set<Class<?>> HOLDERS = Set.of(List.class, Set.class, Map.class, Optional.class);

    /** A request kind without a text would end the log of the first run in which somebody asks for it. */
    @Test
    void everythingAPersonCanAskAndTheProgramCanTellHasAText() {
        Set<Class<?>> seen = new LinkedHashSet<>();
        List<String> without = new ArrayList<>();
        kinds().forEach(kind -> walk(kind, kind.getSimpleName(), seen, without));

        assertThat(without).isEmpty();
        assertThat(seen).hasSizeGreaterThan(40);
    }

    private static Stream<Class<?>> kinds() {
        Stream<Class<?>> requests = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("org.sputterpilot").stream()
                        .filter(type -> type.isAssignableTo(Request.class) && !type.isInterface())
                        .map(JavaClass::reflect);
        return Stream.concat(requests, Stream.of(Told.class.getPermittedSubclasses()));
    }

    private static void walk(Type type, String path, Set<Class<?>> seen, List<String> without) {
        if (type instanceof ParameterizedType generic) {
            if (!HOLDERS.contains(generic.getRawType())) {
                without.add(path + ": " + type);
            }
            for (Type argument : generic.getActualTypeArguments()) {
                walk(argument, path, seen, without);
            }
            return;
        }
        Class<?> raw = (Class<?>) type;
        if (WORDS.contains(raw) || raw.isEnum() || !seen.add(raw)) {
            return;
        }
        if (raw.isSealed() && raw.isInterface()) {
            for (Class<?> one : raw.getPermittedSubclasses()) {
                walk(one, path + "." + one.getSimpleName(), seen, without);
            }
        } else if (raw.isRecord()) {
            for (RecordComponent component : raw.getRecordComponents()) {
                walk(component.getGenericType(), path + "." + component.getName(), seen, without);
            }
        } else {
            without.add(path + ": " + type);
        }
    }

    @Test
    void aCalibrationReadsBackToTheLastBit() throws Exception {
        FilmModel model = FilmModel.commissioned(ToolParameters.reference());
        Told told = new Told.Calibrated(new CalibrationInForce(3, model, true, 2, Double.NaN));

        Told.Calibrated again = (Told.Calibrated) RecordText.read(RecordText.of(told), Told.class);

        assertThat(again.fromNextRun().model().tool().all())
                .isEqualTo(model.tool().all());
        assertThat(again.fromNextRun().model().lnRateSigma()).isEqualTo(model.lnRateSigma());
        assertThat(again.fromNextRun().poisonedOverClean()).isNaN();
        assertThat(again.fromNextRun().version()).isEqualTo(3);
    }

    @Test
    void numbersKeepTheirSignAndTheirSmallestBit() throws Exception {
        FilmSoFar film = new FilmSoFar(-0.0, Math.nextUp(0.1), Double.MIN_VALUE);

        FilmSoFar again = RecordText.read(RecordText.of(film), FilmSoFar.class);

        assertThat(again).isEqualTo(film);
    }

    @Test
    void goldenRunsReadBackWithTheirBands() throws Exception {
        Alike alike = new Alike("tio2", "hash", "T-1");
        Band band = new Band(new double[] {1.5, Double.NaN}, new double[] {0.1, Double.NaN});
        Envelope golden = new Envelope(
                "id",
                alike,
                List.of("R-1"),
                5,
                3,
                1,
                Map.of(PhaseName.DEPOSIT, Map.of(TagId.of("cathode.power"), band)),
                Thickness.ZERO,
                Thickness.ZERO,
                List.of(1.25));

        Told.Golden again =
                (Told.Golden) RecordText.read(RecordText.of(new Told.Golden(Map.of(alike, golden))), Told.class);

        Band kept = again.known()
                .get(alike)
                .band(PhaseName.DEPOSIT, TagId.of("cathode.power"))
                .orElseThrow();
        assertThat(kept.centre(0)).isEqualTo(1.5);
        assertThat(kept.half(1)).isNaN();
        assertThat(again.known().get(alike).scores()).containsExactly(1.25);
    }

    @Test
    void aRequestReadsBackWithAnEnvelopeOfItsOwn() throws Exception {
        Reply reply = new Reply();
        reply.accept("done");
        DecideBypass asked =
                new DecideBypass(7, true, Set.of(Role.ENGINEER, Role.SAFETY), "engineer", "seen \"it\"", reply);

        DecideBypass again = (DecideBypass) RecordText.read(RecordText.of(asked), Request.class);

        assertThat(again.roles()).isEqualTo(asked.roles());
        assertThat(again.reason()).isEqualTo(asked.reason());
        assertThat(again.reply().isAnswered()).isFalse();
    }

    @Test
    void whatThisProgramDoesNotKnowIsNamed() {
        String due = RecordText.of(new ProofDue("I1", Optional.of(Instant.EPOCH), false));

        assertThatThrownBy(() -> RecordText.read(due.replace("soon", "later"), ProofDue.class))
                .hasMessageContaining("ProofDue had no 'soon' then");
        assertThatThrownBy(() -> RecordText.read(due.replace("ProofDue", "ProofDone"), ProofDue.class))
                .hasMessageContaining("this program has no interlocks.ProofDone");
    }

    /** A file must not make this program do anything: only facts of the house are made from it. */
    @Test
    void onlyFactsOfTheHouseAreMadeFromAFile() {
        assertThatThrownBy(() -> RecordText.read("{\"\":\"app.Main\"}", Record.class))
                .hasMessageContaining("is no fact");
        assertThatThrownBy(() -> RecordText.read("{\"\":\"/../java.lang.Runtime\"}", Record.class))
                .hasMessageContaining("this program has no");
    }
}
