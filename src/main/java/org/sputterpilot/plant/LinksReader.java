package org.sputterpilot.plant;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.sputterpilot.signals.Tag;
import org.sputterpilot.signals.TagTable;

/** Reads {@code equipment/links.yaml}: where the plant is. */
public final class LinksReader {
    private static final Set<String> SCHEMES = Set.of("opc.tcp", "modbus-tcp", "sim");
    private static final Set<String> POLICIES =
            Set.of("None", "Basic256Sha256", "Aes128_Sha256_RsaOaep", "Aes256_Sha256_RsaPss");

    private LinksReader() {}

    /** All links of a plant directory; every link an address names must be among them. */
    public static List<LinkSpec> read(Path plant, TagTable tags, Faults faults) {
        String shown = "equipment/links.yaml";
        List<LinkSpec> links = new ArrayList<>();
        YamlNode.read(plant.resolve(shown), shown, faults).ifPresent(top -> {
            top.entries().forEach((id, node) -> links.add(link(id, node)));
            Set<String> known = new TreeSet<>();
            links.forEach(l -> known.add(l.id()));
            for (Tag tag : tags.all()) {
                if (tag.kind() != Tag.Kind.DERIVED && !known.contains(tag.link())) {
                    top.fault("no link '" + tag.link() + "' for tag '" + tag.id() + "'", "one of " + known);
                }
            }
        });
        return links;
    }

    private static LinkSpec link(String id, YamlNode node) {
        String url = node.must("url", LinksReader::url, "sim:");
        Duration publishing = node.may("publishing", YamlNode::duration, Duration.ofMillis(100));
        String user = node.text("user", "");
        LinkSpec.SignIn usual = user.isEmpty() ? LinkSpec.SignIn.ANONYMOUS : LinkSpec.SignIn.PASSWORD;
        LinkSpec.SignIn signIn = node.may("sign_in", n -> n.word(LinkSpec.SignIn.class), usual);
        if ((signIn == LinkSpec.SignIn.PASSWORD) == user.isEmpty()) {
            node.fault(
                    user.isEmpty() ? "sign_in: password without a user" : "a user beside sign_in: " + signIn,
                    "'user' with sign_in: password, and only with it");
        }
        LinkSpec spec = new LinkSpec(
                id,
                url,
                publishing,
                node.may("sampling", YamlNode::duration, Duration.ofMillis(20)),
                node.may("poll", YamlNode::duration, Duration.ofMillis(500)),
                node.may("guard_poll", YamlNode::duration, publishing.dividedBy(2)),
                node.may("lost", YamlNode::duration, Duration.ofSeconds(1)),
                signIn,
                user,
                node.text("password_file", ""),
                node.may("security", LinksReader::policy, "None"),
                node.may("messages", n -> n.word(LinkSpec.Messages.class), LinkSpec.Messages.SIGN_AND_ENCRYPT),
                node.may("clock_offset", YamlNode::duration, Duration.ofSeconds(2)));
        node.refuseUnknownKeys();
        return spec;
    }

    private static String url(YamlNode node) {
        String text = node.text();
        int colon = text.indexOf(':');
        if (colon < 0 || !SCHEMES.contains(text.substring(0, colon))) {
            node.fault(
                    "'" + text + "'", "an address such as 'opc.tcp://host:4840/path', 'modbus-tcp://host:502', 'sim:'");
            return "sim:";
        }
        return text;
    }

    private static String policy(YamlNode node) {
        if (!POLICIES.contains(node.text())) {
            node.fault("'" + node.text() + "'", "one of " + new TreeSet<>(POLICIES));
        }
        return node.text();
    }
}
