package org.sputterpilot.hmi.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * Why a call was refused, in the form of RFC 9457.
 *
 * @param type {@code about:blank}, or the name of a kind of refusal
 * @param title the kind of refusal, in words
 * @param status the HTTP status again
 * @param detail what is wrong this time
 * @param instance the call
 * @param state the state it was refused in, where a state refused it
 * @param allowed what would be accepted in that state
 * @param violations each rule that was broken
 */
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        @JsonInclude(JsonInclude.Include.NON_NULL) String state,
        @JsonInclude(JsonInclude.Include.NON_NULL) List<String> allowed,
        List<Violation> violations) {

    public static final String MEDIA_TYPE = "application/problem+json";

    public static Problem of(int status, String title, String detail, String instance) {
        return new Problem("about:blank", title, status, detail, instance, null, null, List.of());
    }
}
