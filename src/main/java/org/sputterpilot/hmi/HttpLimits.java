package org.sputterpilot.hmi;

/**
 * How much one source and one user may ask of the server.
 *
 * @param sourcePerSecond calls a second from one address, in the long run
 * @param sourceBurst calls at once from one address
 * @param userPerSecond calls a second of one user, in the long run
 * @param userBurst calls at once of one user
 * @param jsonBytes longest JSON body
 * @param yamlBytes longest plant file sent in
 * @param formBytes longest form
 */
public record HttpLimits(
        double sourcePerSecond,
        double sourceBurst,
        double userPerSecond,
        double userBurst,
        long jsonBytes,
        long yamlBytes,
        long formBytes) {

    /** Files of other calls than that for cell tests: profiles of a film's edge, pictures. */
    private static final long FILE_BYTES = 10 << 20;

    private static final String CELL_TESTS = "/api/v1/cell-tests";

    /** The longest body of this media type; files of cell testers are bounded by the server's own limit. */
    long longest(String path, String mediaType) {
        String type =
                mediaType == null ? "" : mediaType.split(";", 2)[0].strip().toLowerCase(java.util.Locale.ROOT);
        return switch (type) {
            case "multipart/form-data", "application/octet-stream" ->
                path.equals(CELL_TESTS) ? Long.MAX_VALUE : FILE_BYTES;
            case "application/yaml", "application/x-yaml", "text/yaml", "text/plain" -> yamlBytes;
            case "application/x-www-form-urlencoded" -> formBytes;
            default -> jsonBytes;
        };
    }
}
