package org.sputterpilot.historian;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * One fingerprint over many things, in which none can be exchanged, left out or moved: the tree of RFC 9162, section
 * 2.1.1. Leaves and branches are hashed apart, so that a branch can never pass for a leaf.
 */
public final class MerkleTree {
    private MerkleTree() {}

    /** The root over these texts in their order, hexadecimal; of nothing it is the hash of nothing. */
    public static String root(List<String> leaves) {
        if (leaves.isEmpty()) {
            return HexFormat.of().formatHex(ByteRegions.digest().digest());
        }
        List<byte[]> level = new ArrayList<>();
        leaves.forEach(leaf -> level.add(hash((byte) 0, leaf.getBytes(StandardCharsets.UTF_8), new byte[0])));
        return HexFormat.of().formatHex(over(level));
    }

    private static byte[] over(List<byte[]> nodes) {
        if (nodes.size() == 1) {
            return nodes.get(0);
        }
        int left = Integer.highestOneBit(nodes.size() - 1);
        return hash((byte) 1, over(nodes.subList(0, left)), over(nodes.subList(left, nodes.size())));
    }

    private static byte[] hash(byte kind, byte[] first, byte[] second) {
        MessageDigest digest = ByteRegions.digest();
        digest.update(kind);
        digest.update(first);
        return digest.digest(second);
    }
}
