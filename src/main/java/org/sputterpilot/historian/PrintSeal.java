package org.sputterpilot.historian;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sputterpilot.security.InstallationKey;

/**
 * The seal on a printed record. It stands as a comment between the end of the PDF and a second copy of the PDF's last
 * three lines, so that every reader opens the file as it is and no byte of it is without the seal.
 */
public final class PrintSeal {
    private static final String KIND = "print of a run record";
    private static final String MARK = "\n%sputterpilot-seal ";
    private static final String SIGNATURE = ",\"signature\":\"";
    private static final String XREF = "startxref";
    private static final int SIGNATURE_LETTERS = 128;
    private static final int REGION_BYTES = 4096;

    private PrintSeal() {}

    /**
     * A PDF with its seal.
     *
     * @param pdf ends with its place of the cross references and the end mark
     * @param addenda how many of them it shows
     * @param asOf nothing later is in it
     */
    public static byte[] on(byte[] pdf, InstallationKey key, RunSeal run, String runId, int addenda, Instant asOf) {
        int tail = Damage.lastMark(pdf, XREF, pdf.length);
        if (!Damage.stands(pdf, tail, XREF)) {
            throw new IllegalArgumentException("this is no whole PDF");
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("kind", KIND);
        document.put("form", 1);
        document.put("run", runId);
        document.put("recordSeal", run.seal().hash());
        document.put("addenda", addenda);
        document.put("asOf", asOf);
        document.put("file", ByteRegions.of(pdf, REGION_BYTES).json());
        Sealed seal = Sealed.of(key, document);
        ByteArrayOutputStream out = new ByteArrayOutputStream(pdf.length + 8192);
        out.writeBytes(pdf);
        out.writeBytes(Damage.bytes(MARK + seal.text() + "\n"));
        out.write(pdf, tail, pdf.length - tail);
        return out.toByteArray();
    }

    /** Whether this is such a file, or was one. */
    public static boolean isPrint(byte[] file) {
        return Damage.stands(file, 0, "%PDF") || Damage.lastMark(file, MARK, file.length) >= 0;
    }

    /** Looks at every byte of a file and says what is good and what is broken, and where. */
    public static SealProof verify(byte[] file) {
        SealProof.Look look = new SealProof.Look();
        int mark = Damage.lastMark(file, MARK, file.length);
        int tail = Damage.lastMark(file, XREF, file.length);
        int from = mark + MARK.length();
        int signature = tail - 1 - 2 - SIGNATURE_LETTERS;
        int document = from + "{\"document\":".length();
        if (mark < 0 || signature - SIGNATURE.length() < document) {
            look.broken("seal", Math.max(0, mark), file.length, "there is no whole seal at the end of the file");
            return look.done();
        }
        exactly(look, file, mark, MARK + "{\"document\":");
        exactly(look, file, signature - SIGNATURE.length(), SIGNATURE);
        exactly(look, file, tail - 3, "\"}\n");
        try {
            Map<String, Object> content = new Sealed(
                            Damage.text(file, document, signature - SIGNATURE.length()),
                            Damage.text(file, signature, signature + SIGNATURE_LETTERS))
                    .content();
            look.key(content.get("key"));
            look.run(content.get("run"));
            pages(look, file, content, mark, tail);
        } catch (Sealed.BrokenException e) {
            look.broken("seal", from, tail, e.getMessage());
        } catch (IllegalArgumentException e) {
            look.broken("seal", from, tail, "it is no seal of a print: " + e.getMessage());
        }
        return look.done();
    }

    private static void exactly(SealProof.Look look, byte[] file, int at, String mark) {
        if (!Damage.stands(file, at, mark)) {
            look.broken("seal", at, at + mark.length(), "expected " + mark.strip());
        }
    }

    private static void pages(SealProof.Look look, byte[] file, Map<String, Object> content, int mark, int tail) {
        if (!KIND.equals(content.get("kind"))) {
            throw new IllegalArgumentException("it is a " + content.get("kind"));
        }
        ByteRegions regions = ByteRegions.read(content.get("file"));
        if (regions.total() != mark) {
            look.broken("pages", 0, mark, regions.total() + " bytes were sealed");
        }
        for (ByteRegions.Span span : regions.differing(file, 0)) {
            look.broken("pages", span.from(), span.to(), "not the bytes that were sealed");
        }
        int length = file.length - tail;
        if (mark < length
                || java.util.Arrays.mismatch(
                                java.util.Arrays.copyOfRange(file, mark - length, mark),
                                java.util.Arrays.copyOfRange(file, tail, file.length))
                        >= 0) {
            look.broken("end of the file", tail, file.length, "not a copy of the last lines of the pages");
        }
        if (look.holds()) {
            look.good("print of run " + content.get("run") + ", " + mark + " bytes, with "
                    + CanonicalJson.of(content.get("addenda")) + " addenda as of " + content.get("asOf")
                    + "; later ones may exist");
            look.good("of the record sealed as " + content.get("recordSeal"));
        }
    }
}
