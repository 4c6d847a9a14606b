package org.sputterpilot.opcua;

import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.structured.EUInformation;
import org.sputterpilot.units.Unit;

/** Says in OPC UA's words which unit a number has. */
public final class EngineeringUnits {
    private static final String UNECE = "http://www.opcfoundation.org/UA/units/un/cefact";
    private static final String OURS = "urn:sputterpilot:units";
    private static final int NO_CODE = -1;

    private EngineeringUnits() {}

    /** The unit with its UNECE code where the list has one; our own namespace and no code where it has none. */
    public static EUInformation of(Unit unit) {
        boolean listed = !unit.unece().isEmpty();
        LocalizedText text = LocalizedText.english(unit.symbol());
        return new EUInformation(listed ? UNECE : OURS, listed ? unitId(unit.unece()) : NO_CODE, text, text);
    }

    /** What a server means, in our writing; its own text when we do not know the unit. */
    public static String symbol(EUInformation unit) {
        String text = unit.getDisplayName() == null || unit.getDisplayName().text() == null
                ? ""
                : unit.getDisplayName().text();
        return Unit.all().stream()
                .filter(known -> UNECE.equals(unit.getNamespaceUri())
                        && !known.unece().isEmpty()
                        && unitId(known.unece()) == unit.getUnitId())
                .map(Unit::symbol)
                .findFirst()
                .orElse(text);
    }

    /** OPC UA's number for a UNECE code: its ASCII characters, one byte each, the last one lowest. */
    static int unitId(String code) {
        int id = 0;
        for (int i = 0; i < code.length(); i++) {
            id = id << 8 | code.charAt(i);
        }
        return id;
    }
}
