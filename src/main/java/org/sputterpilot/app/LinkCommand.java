package org.sputterpilot.app;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.sputterpilot.hmi.wire.BindingRow;
import org.sputterpilot.hmi.wire.PlaceRow;
import org.sputterpilot.links.AddressSpace;
import org.sputterpilot.links.Binding;
import org.sputterpilot.links.BindingCheck;
import org.sputterpilot.links.BindingCheck.Finding;
import org.sputterpilot.plant.Plant;
import org.sputterpilot.plant.PlantReader;
import org.sputterpilot.plant.TagMap;
import org.sputterpilot.signals.TagTable;

/**
 * {@code browse}, {@code bindings}, {@code read}, {@code monitor} and {@code write}: what commissioning asks of a
 * device from the terminal. Through the server that runs; what only looks also without one. Nothing is ever written
 * past the interlocks, so {@code write} needs the running controller.
 */
final class LinkCommand {
    static final String USE = """
            browse LINK [--path PLACE | --search WORDS] [--yaml]
            bindings LINK
            read TAG...
            monitor TAG... [--every S] [--for S]
            write TAG VALUE --reason TEXT
            each with [--server URL --user NAME] and the password in SPUTTERPILOT_PASSWORD; browse, bindings, read and
            monitor also without a server, with [--data DIR]
            """;

    private static final int USAGE = 64;
    private static final int FAILED = 1;
    private static final long LIFE_LOOK_MS = 200;
    private static final int LIFE_LOOKS = 150;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Arguments given;
    private final PrintStream out;

    private LinkCommand(Arguments given, PrintStream out) {
        this.given = given;
        this.out = out;
    }

    /** @return 0 when it was done, 1 when not, 64 when it was asked wrongly */
    static int run(String act, String[] args, PrintStream out) {
        try {
            Arguments given = Arguments.parse(
                    args,
                    List.of("--path", "--search", "--server", "--user", "--data", "--reason", "--every", "--for"),
                    List.of("--yaml"));
            LinkCommand command = new LinkCommand(given, out);
            List<String> words = given.words();
            boolean one = words.size() == 1;
            if (act.equals("browse") && one) {
                return command.browse(words.get(0));
            } else if (act.equals("bindings") && one) {
                return command.bindings(words.get(0));
            } else if (act.equals("read") && !words.isEmpty()) {
                return command.follow(words, 1);
            } else if (act.equals("monitor") && !words.isEmpty()) {
                double every = given.number("--every", 1);
                return command.follow(words, (int) Math.max(1, given.number("--for", 60) / every));
            } else if (act.equals("write") && words.size() == 2) {
                return command.write(words.get(0), words.get(1));
            }
            out.print(USE);
            return USAGE;
        } catch (IllegalArgumentException e) {
            out.println(e.getMessage());
            return USAGE;
        } catch (Answered refused) {
            out.println("The server answered " + refused.getMessage());
            return FAILED;
        } catch (AddressSpace.Unreachable | IOException e) {
            out.println("No answer: " + e.getMessage());
            return FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }

    /** What the server said instead of an answer. */
    private static final class Answered extends IOException {
        private static final long serialVersionUID = 1L;

        Answered(HttpResponse<String> answer) {
            super(answer.statusCode() + ": " + answer.body());
        }
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = ServerCall.of(given, "engineer").get(path);
        if (answer.statusCode() != 200) {
            throw new Answered(answer);
        }
        return JSON.readTree(answer.body());
    }

    private static String in(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    // ---------------------------------------------------------------- without a server

    private Path data() {
        return Path.of(given.text("--data", Arguments.environment("SPUTTERPILOT_DATA", "data")));
    }

    private Plant plant() {
        Path directory = Path.of(CheckCommand.plantDirectory());
        PlantReader.Outcome read = PlantReader.read(directory);
        return read.plant()
                .orElseThrow(() -> new IllegalArgumentException(
                        "the plant files have " + read.faults().size() + " mistakes: see 'check'"));
    }

    private AddressSpace space(Plant plant, String link) {
        try (FieldLinks links = new FieldLinks(plant.tags(), plant.links(), data(), Clock.systemUTC())) {
            return links.all().stream()
                    .filter(one -> one.id().equals(link))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("there is no link '" + link + "'"))
                    .space()
                    .orElseThrow(() -> new IllegalArgumentException("the device behind link '" + link
                            + "' cannot say what it has: its places stand in its manual"));
        }
    }

    // ---------------------------------------------------------------- browse

    private int browse(String link) throws IOException, InterruptedException, AddressSpace.Unreachable {
        String path = given.text("--path", "");
        String search = given.text("--search", "");
        List<PlaceRow> places;
        if (given.has("--server")) {
            JsonNode answer = get("/links/" + in(link) + "/browse?"
                    + (search.isEmpty() ? "path=" + in(path) : "search=" + in(search)));
            places = JSON.convertValue(answer, new TypeReference<>() {});
        } else {
            Plant plant = plant();
            AddressSpace space = space(plant, link);
            places = LinkCounter.rows(
                    link,
                    search.isEmpty() ? space.below(path) : space.find(search, LinkCounter.MOST_FOUND),
                    plant.tags());
        }
        if (given.has("--yaml")) {
            return yaml(
                    link,
                    places.stream()
                            .filter(place -> !place.type().isEmpty())
                            .map(PlaceRow::place)
                            .toList());
        }
        places.forEach(place -> out.println(line(place)));
        return 0;
    }

    private int yaml(String link, List<String> places)
            throws IOException, InterruptedException, AddressSpace.Unreachable {
        if (places.isEmpty()) {
            out.println("There is no place with a value.");
            return FAILED;
        }
        if (given.has("--server")) {
            String query = String.join(
                    "&", places.stream().map(place -> "place=" + in(place)).toList());
            out.print(
                    get("/links/" + in(link) + "/tag-map?" + query).path("text").asText());
        } else {
            out.print(TagMap.text(
                    link,
                    space(plant(), link).look(places).stream()
                            .flatMap(Optional::stream)
                            .toList()));
        }
        return 0;
    }

    private static String line(PlaceRow place) {
        if (place.type().isEmpty()) {
            return place.place() + "  " + place.name() + " /";
        }
        String range = place.low() == null || place.high() == null ? "" : " " + place.low() + ".." + place.high();
        return place.place() + "  " + place.name() + "  " + place.type() + (place.writable() ? " writable" : "")
                + range + (place.unit().isEmpty() ? "" : " " + place.unit()) + "  = " + place.value() + " ("
                + place.status() + ")" + (place.tag() == null ? "" : "  -> " + place.tag());
    }

    // ---------------------------------------------------------------- bindings

    private int bindings(String link) throws IOException, InterruptedException, AddressSpace.Unreachable {
        List<BindingRow> rows;
        if (given.has("--server")) {
            rows = JSON.convertValue(get("/links/" + in(link) + "/bindings"), new TypeReference<>() {});
        } else {
            Plant plant = plant();
            List<Binding> bindings = Binding.behind(link, plant.tags());
            rows = LinkCounter.rows(BindingCheck.of(
                    bindings,
                    space(plant, link)
                            .look(bindings.stream().map(Binding::place).toList())));
        }
        long wrong = 0;
        for (BindingRow row : rows) {
            boolean bound = row.finding().equals(Finding.BOUND.name());
            wrong += bound ? 0 : 1;
            out.printf(
                    "%-12s %s%s%n",
                    row.finding().toLowerCase(Locale.ROOT).replace('_', ' '), row.tag(), bound ? "" : ": " + row.why());
        }
        out.printf("%d of %d bound%n", rows.size() - wrong, rows.size());
        return wrong == 0 ? 0 : FAILED;
    }

    // ---------------------------------------------------------------- read, monitor, write

    private int follow(List<String> tags, int times) throws IOException, InterruptedException {
        long pauseMs = Math.round(given.number("--every", 1) * 1000);
        if (given.has("--server")) {
            for (int turn = 0; turn < times; turn++) {
                if (turn > 0) {
                    TimeUnit.MILLISECONDS.sleep(pauseMs);
                }
                for (String tag : tags) {
                    JsonNode now = get("/tags/" + in(tag));
                    out.printf(
                            "%s  %s  %s %s  %s%n",
                            now.path("serverTime").asText(),
                            tag,
                            now.path("value").asText("?"),
                            now.path("unit").asText(),
                            now.path("quality").asText());
                }
            }
            return 0;
        }
        return FieldLook.at(plant(), data(), tags, out).follow(times, pauseMs);
    }

    private int write(String tag, String value) throws IOException, InterruptedException {
        if (!given.has("--server")) {
            out.println(
                    "A command goes through the interlocks, and those run in the controller: start it, then ask with"
                            + " --server http://localhost:8080 --user engineer and the password in SPUTTERPILOT_PASSWORD.");
            return FAILED;
        }
        Object asked = value.matches("[-+]?[0-9.]+([eE][-+]?[0-9]+)?") ? (Object) Double.valueOf(value) : value;
        HttpResponse<String> answer = ServerCall.of(given, "engineer")
                .post(
                        "/tags/" + in(tag) + "/write",
                        JSON.writeValueAsString(Map.of("value", asked, "reason", given.text("--reason", ""))));
        if (answer.statusCode() != 202) {
            throw new Answered(answer);
        }
        String id = JSON.readTree(answer.body()).path("commandId").asText();
        JsonNode life = get("/commands/" + in(id));
        for (int look = 0; look < LIFE_LOOKS && !isOver(life); look++) {
            TimeUnit.MILLISECONDS.sleep(LIFE_LOOK_MS);
            life = get("/commands/" + in(id));
        }
        out.println(life.path("state").asText() + " " + life.path("why").asText(""));
        return life.path("state").asText().equals("CONFIRMED") ? 0 : FAILED;
    }

    private static boolean isOver(JsonNode life) {
        return List.of("CONFIRMED", "REFUSED", "TIMED_OUT")
                .contains(life.path("state").asText());
    }

    /** Only these tags, for a look that opens no more than it must. */
    static TagTable only(TagTable all, List<String> wanted) {
        wanted.forEach(name -> {
            if (all.all().stream().noneMatch(tag -> tag.id().name().equals(name))) {
                throw new IllegalArgumentException("the plant has no tag " + name);
            }
        });
        return new TagTable(all.all().stream()
                .filter(tag -> wanted.contains(tag.id().name()))
                .toList());
    }
}
