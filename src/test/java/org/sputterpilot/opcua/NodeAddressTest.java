package org.sputterpilot.opcua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.eclipse.milo.opcua.stack.core.NamespaceTable;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sputterpilot.units.Unit;

class NodeAddressTest {
    private static final NodeAddress PRESSURE = NodeAddress.parse("nsu=urn:sputterpilot:pvd-01;s=Chamber.Pressure");

    /** A number that has moved would be somebody else's valve. */
    @Test
    void theNamespaceIsFoundByNameWhereverTheServerPutIt() {
        NamespaceTable first = new NamespaceTable();
        first.add("urn:sputterpilot:pvd-01");
        NamespaceTable other = new NamespaceTable();
        other.add("urn:somebody:else");
        other.add("urn:sputterpilot:pvd-01");

        assertThat(PRESSURE.in(first)).contains(new NodeId(1, "Chamber.Pressure"));
        assertThat(PRESSURE.in(other)).contains(new NodeId(2, "Chamber.Pressure"));
        assertThat(PRESSURE.in(new NamespaceTable())).isEmpty();
        assertThat(PRESSURE.identifier()).isEqualTo("Chamber.Pressure");
        assertThat(PRESSURE.namespaceUri()).isEqualTo("urn:sputterpilot:pvd-01");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Chamber.Pressure", "s=Chamber.Pressure", "ns=2;s=Chamber.Pressure", "nsu=urn:x;Chamber"})
    void anAddressWithoutANamedNamespaceIsRefusedWithTheFormThatIsExpected(String place) {
        assertThatThrownBy(() -> NodeAddress.parse(place))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + place + "'")
                .hasMessageContaining("nsu=");
    }

    @Test
    void unitsCarryTheirUneceNumberOrNone() {
        assertThat(EngineeringUnits.of(Unit.of("°C").orElseThrow()).getUnitId()).isEqualTo(4408652);
        assertThat(EngineeringUnits.of(Unit.of("Pa").orElseThrow()).getUnitId()).isEqualTo(5259596);
        var sccm = EngineeringUnits.of(Unit.of("sccm").orElseThrow());
        assertThat(sccm.getUnitId()).isEqualTo(-1);
        assertThat(sccm.getNamespaceUri()).isEqualTo("urn:sputterpilot:units");
        assertThat(sccm.getDisplayName().text()).isEqualTo("sccm");
    }
}
