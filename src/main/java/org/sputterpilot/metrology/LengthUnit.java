package org.sputterpilot.metrology;

import java.util.Optional;

/** Units in which instruments write lengths and heights. */
public enum LengthUnit {
    METRE("m", 1),
    MILLIMETRE("mm", 1e-3),
    MICROMETRE("µm", 1e-6),
    NANOMETRE("nm", 1e-9),
    ANGSTROM("Å", 1e-10),
    PICOMETRE("pm", 1e-12);

    private final String symbol;
    private final double metre;

    LengthUnit(String symbol, double metre) {
        this.symbol = symbol;
        this.metre = metre;
    }

    public String symbol() {
        return symbol;
    }

    public double metre() {
        return metre;
    }

    /** The unit of a symbol as files spell it: both letters mu, {@code um}, {@code micron}, {@code A}. */
    public static Optional<LengthUnit> of(String text) {
        return Optional.ofNullable(
                switch (text.strip()) {
                    case "m" -> METRE;
                    case "mm" -> MILLIMETRE;
                    case "µm", "μm", "um", "micron", "microns", "\u00c2\u00b5m" -> MICROMETRE;
                    case "nm" -> NANOMETRE;
                    case "Å", "A", "\u212b", "Ang", "Angstrom", "Angstroms" -> ANGSTROM;
                    case "pm" -> PICOMETRE;
                    default -> null;
                });
    }
}
