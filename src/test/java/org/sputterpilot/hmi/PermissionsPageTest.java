package org.sputterpilot.hmi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.sputterpilot.security.Permission;
import org.sputterpilot.security.PermissionMatrix;
import org.sputterpilot.security.Role;

/** The page that says who may do what is the table that is enforced, with the calls it guards. */
class PermissionsPageTest {
    private static final Path PAGE = Path.of("src/docs/reference/permissions.md");
    private static final Path WRITTEN = Path.of("target/golden/permissions.md");
    private static final Path WORDS = Path.of("src/main/java/org/sputterpilot/security/Permission.java");
    private static final Pattern WORD =
            Pattern.compile("/\\*\\* ([^*]+?) \\*/\\s+public static final String \\w+ = \"(\\w+)\";");

    @Test
    void everyCallSaysWhoMayMakeIt() {
        assertThat(Routes.all()).hasSizeGreaterThan(40);
        assertThat(Routes.all().stream().filter(route -> route.guard() == Routes.Guard.NONE))
                .as("calls without a row of the permission table, or with a word that is none")
                .isEmpty();
    }

    @Test
    void thePageIsWhatIsEnforced() throws IOException {
        String page = page();
        Files.createDirectories(WRITTEN.getParent());
        Files.writeString(WRITTEN, page);
        assertThat(Files.readString(PAGE))
                .as("look at the difference, then: cp %s %s", WRITTEN, PAGE)
                .isEqualTo(page);
    }

    private static String page() throws IOException {
        Map<String, String> meanings = new TreeMap<>();
        Matcher words = WORD.matcher(Files.readString(WORDS));
        while (words.find()) {
            meanings.put(words.group(2), words.group(1).replaceAll("\\s+", " "));
        }
        StringBuilder page = new StringBuilder("""
                # Who may do what

                Written by `PermissionsPageTest` from `security/PermissionMatrix`, the one table that guards the calls and
                switches the buttons (`GET /me`). A person may have several roles and has what any of them has. A key has
                the part of its person's permissions it was given, never `ownAccount`. With a one-time password only
                `ownAccount` and `abort` are left until it is changed; from a locked screen nothing is changed but by
                `abort`, which the consoles at the tool have in any case, signed in or not.

                """);
        page.append("| permission | meaning |");
        for (Role role : Role.values()) {
            page.append(' ').append(role.word()).append(" |");
        }
        page.append("\n|---|---|").append(":-:|".repeat(Role.values().length)).append('\n');
        for (Permission permission : Permission.values()) {
            page.append("| `").append(permission.word()).append("` | ");
            page.append(meanings.get(permission.word())).append(" |");
            for (Role role : Role.values()) {
                boolean granted = PermissionMatrix.granted(Set.of(role)).contains(permission);
                page.append(granted ? " x |" : "  |");
            }
            page.append('\n');
        }
        page.append("\n## The calls\n\n| call | who |\n|---|---|\n");
        for (Routes.Route route : Routes.all()) {
            page.append("| `")
                    .append(route.method())
                    .append(" /api/v1")
                    .append(route.path())
                    .append("` | ");
            page.append(
                    switch (route.guard()) {
                        case PERMISSION ->
                            "`" + route.permission().orElseThrow().word() + "`";
                        case SIGNED_IN -> "whoever is signed in";
                        case ANYBODY -> "anybody; the call itself looks closer";
                        case NONE -> "?";
                    });
            page.append(" |\n");
        }
        return page.toString();
    }

    @Test
    void everyPermissionHasAMeaningOnThePage() throws IOException {
        List<String> words =
                List.of(Permission.values()).stream().map(Permission::word).collect(Collectors.toList());
        Matcher meanings = WORD.matcher(Files.readString(WORDS));
        assertThat(meanings.results().map(one -> one.group(2)).toList()).containsExactlyInAnyOrderElementsOf(words);
    }
}
