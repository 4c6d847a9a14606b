package org.sputterpilot.historian;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A sealed record as one file that can be checked anywhere, without this program's data: canonical JSON of addenda,
 * record and seal, in this order. The seal stands last, so that it is found from the end, whatever came before it.
 */
public final class RecordFile {
    private static final String HEAD = "{\"addenda\":[";
    private static final String RECORD = "],\"form\":1,\"record\":";
    private static final String SEAL = ",\"seal\":{\"document\":";
    private static final String SIGNATURE = ",\"signature\":\"";
    private static final String TAIL = "\"}}";
    private static final int SIGNATURE_LETTERS = 128;

    private final byte[] file;
    private final SealProof.Look look = new SealProof.Look();

    private RecordFile(byte[] file) {
        this.file = file;
    }

    /** The file of a sealed run with these addenda. */
    public static String of(RunSeal run, List<Addendum> addenda) {
        return text(run, addenda.stream().map(Addendum::seal).toList());
    }

    /** The same of addenda that nobody has looked at yet. */
    public static String text(RunSeal run, List<Sealed> addenda) {
        return HEAD
                + String.join(",", addenda.stream().map(Sealed::text).toList())
                + RECORD
                + run.record()
                + SEAL
                + run.seal().document()
                + SIGNATURE
                + run.seal().signature()
                + TAIL;
    }

    /** Looks at every byte of a file and says what is good and what is broken, and where. */
    public static SealProof verify(byte[] file) {
        RecordFile look = new RecordFile(file);
        look.seal();
        return look.look.done();
    }

    private void seal() {
        int seal = Damage.lastMark(file, SEAL, file.length);
        int document = seal + SEAL.length();
        int signature = file.length - TAIL.length() - SIGNATURE_LETTERS;
        int mark = signature - SIGNATURE.length();
        if (seal < 0 || mark < document) {
            look.broken("seal", Math.max(0, seal), file.length, "there is no whole seal at the end of the file");
            return;
        }
        exactly("seal", seal, SEAL);
        exactly("seal", mark, SIGNATURE);
        exactly("seal", file.length - TAIL.length(), TAIL);
        Sealed sealed = new Sealed(
                Damage.text(file, document, mark), Damage.text(file, signature, signature + SIGNATURE_LETTERS));
        try {
            Map<String, Object> content = sealed.content();
            look.key(content.get("key"));
            look.run(content.get("run"));
            look.good("seal of run " + content.get("run") + ", " + content.get("sealedAt") + ", by program "
                    + content.get("program"));
            record(content, sealed, seal);
        } catch (Sealed.BrokenException e) {
            look.broken("seal", document, file.length, e.getMessage());
        } catch (IllegalArgumentException | ClassCastException e) {
            look.broken("seal", document, mark, "it is no seal of a run: " + e.getMessage());
        }
    }

    private void exactly(String part, int at, String mark) {
        if (!Damage.stands(file, at, mark)) {
            look.broken(part, Math.max(0, at), Math.min(file.length, at + mark.length()), "expected " + mark);
        }
    }

    private void record(Map<String, Object> document, Sealed sealed, int end) {
        if (!RunSeal.KIND.equals(document.get("kind"))) {
            throw new IllegalArgumentException("it is a " + document.get("kind"));
        }
        ByteRegions regions = ByteRegions.read(document.get("recordBytes"));
        int start = end - regions.total();
        int mark = start - RECORD.length();
        if (mark < HEAD.length()) {
            look.broken("record", 0, end, "bytes are missing: " + regions.total() + " were sealed");
            return;
        }
        boolean whole = look.holds();
        for (ByteRegions.Span span : regions.differing(file, start)) {
            look.broken(
                    RunSeal.partsAt(document, span.from() - start, span.to() - start),
                    span.from(),
                    span.to(),
                    "not the bytes that were sealed");
        }
        if (whole && look.holds()) {
            summits(document, start, end);
        }
        exactly("frame", 0, HEAD);
        exactly("frame", mark, RECORD);
        addenda(mark, sealed, String.valueOf(document.get("run")));
    }

    private void summits(Map<String, Object> document, int start, int end) {
        try {
            Object record = CanonicalJsonReader.read(java.util.Arrays.copyOfRange(file, start, end));
            Map<String, Object> found = RunSeal.summits((Map<?, ?>) record);
            look.good("record, " + (end - start) + " bytes");
            for (String summit : List.of("events", "blocks")) {
                if (CanonicalJson.of(found.get(summit)).equals(CanonicalJson.of(document.get(summit)))) {
                    look.good(
                            (summit.equals("events") ? "hash chain over events: " : "Merkle root over sample blocks: ")
                                    + CanonicalJson.of(found.get(summit)));
                } else {
                    look.broken("record, " + summit, start, end, "they do not add up to what was sealed");
                }
            }
        } catch (CanonicalJsonReader.NotCanonicalException e) {
            look.broken("record", start + e.offset(), start + e.offset() + 1, e.getMessage());
        }
    }

    /** Each addendum begins as the one before it ends; what lies between head and record is nothing else. */
    private void addenda(int end, Sealed sealed, String run) {
        int from = HEAD.length();
        byte[] list = Damage.bytes("[" + Damage.text(file, from, end) + "]");
        try {
            List<Sealed> chain = new ArrayList<>();
            List<ByteRegions.Span> places = new ArrayList<>();
            int at = from;
            for (Object one : (List<?>) CanonicalJsonReader.read(list)) {
                Map<?, ?> map = (Map<?, ?>) one;
                Sealed seal = new Sealed(CanonicalJson.of(map.get("document")), String.valueOf(map.get("signature")));
                int length = Damage.bytes(CanonicalJson.of(one)).length;
                places.add(new ByteRegions.Span(at, at + length));
                if (!seal.text().equals(CanonicalJson.of(one))) {
                    look.broken("addendum " + (chain.size() + 1), at, at + length, "it is no sealed document");
                }
                at += length + 1;
                chain.add(seal);
            }
            Addendum.check(chain, sealed.hash(), run, places, look);
            if (look.holds()) {
                look.good(chain.size() + " addenda; later ones may exist");
            }
        } catch (CanonicalJsonReader.NotCanonicalException e) {
            look.broken(
                    "addenda", from, Math.max(from + 1, end), e.getMessage() + " at byte " + (from + e.offset() - 1));
        } catch (ClassCastException e) {
            look.broken("addenda", from, Math.max(from + 1, end), "they are no sealed documents");
        }
    }
}
