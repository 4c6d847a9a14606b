package org.sputterpilot.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who may do what. */
class PermissionMatrixTest {
    @Test
    void aViewerOnlyWatches() {
        assertThat(PermissionMatrix.granted(Set.of(Role.VIEWER)))
                .containsExactly(Permission.WATCH, Permission.OWN_ACCOUNT);
    }

    @Test
    void anAdministratorHasNoSayInTheProcess() {
        assertThat(PermissionMatrix.granted(Set.of(Role.ADMIN)))
                .doesNotContain(Permission.START, Permission.COMMAND, Permission.RESET, Permission.WRITE_TAG);
    }

    @Test
    void everyPermissionIsGrantedToSomebodyAndAnsweredForEverybody() {
        for (Permission permission : Permission.values()) {
            assertThat(Role.values())
                    .anyMatch(role -> PermissionMatrix.granted(Set.of(role)).contains(permission));
        }
        assertThat(PermissionMatrix.answers(Set.of(Role.OPERATOR)))
                .hasSize(Permission.values().length)
                .containsEntry("start", true)
                .containsEntry("endPhase", false);
    }

    @Test
    void twoRolesAreTheSumOfBoth() {
        assertThat(PermissionMatrix.granted(Set.of(Role.QA, Role.OPERATOR)))
                .contains(Permission.AUDIT, Permission.START);
    }
}
