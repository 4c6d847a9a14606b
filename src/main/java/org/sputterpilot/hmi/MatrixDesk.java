package org.sputterpilot.hmi;

import java.util.List;
import org.sputterpilot.historian.MatrixSignatures;

/** The counter at which the cause-and-effect matrix is printed and signed. */
public interface MatrixDesk {
    /** SHA-256 of the matrix the engine runs. */
    String hash();

    /** Who has signed this hash, oldest first. */
    List<MatrixSignatures.Signed> signatures();

    /**
     * Puts a name under the matrix the engine runs; it survives a power cut once this returns.
     *
     * @return false when this role has signed this hash already
     */
    boolean sign(MatrixSignatures.Signed signed);

    /** The matrix as a page for screen and paper. */
    String html();

    /** The same page as PDF. */
    byte[] pdf();

    /** The style inside the page: the one thing a browser may be told to trust in it. */
    String style();
}
