package org.sputterpilot.hmi;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** A recipe's text as it comes over the wire: every byte is kept, so it must be text, and of a size people write. */
final class RecipeText {
    static final String YAML = "application/yaml";
    static final String TEXT_YAML = "text/yaml";
    static final String OLD_YAML = "application/x-yaml";

    private static final int LARGEST = 256 * 1024;

    private RecipeText() {}

    static String of(byte[] body) {
        if (body == null || body.length == 0) {
            throw Refusal.malformed("The body is empty; a recipe's YAML is expected.");
        }
        if (body.length > LARGEST) {
            throw Refusal.tooLarge(
                    "A recipe has at most " + LARGEST / 1024 + " KiB; this text has " + body.length / 1024 + " KiB.");
        }
        ByteBuffer bytes = ByteBuffer.wrap(body);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            int line = 1;
            for (int i = 0; i < bytes.position(); i++) {
                line += body[i] == '\n' ? 1 : 0;
            }
            throw Refusal.malformed("line " + line + ": the text is not UTF-8 at byte " + bytes.position() + ".");
        }
    }

    /** The hash of an {@code If-Match} or {@code ETag}, with or without its quotes. */
    static String hash(String header) {
        String text = header.strip();
        text = text.startsWith("W/") ? text.substring(2) : text;
        return text.replace("\"", "");
    }

    static String tag(String hash) {
        return '"' + hash + '"';
    }
}
