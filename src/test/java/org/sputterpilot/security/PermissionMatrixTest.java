package org.sputterpilot.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sputterpilot.security.db.DemonstrationAccounts;
import org.sputterpilot.security.db.PasswordHash;
import org.sputterpilot.security.db.RememberedAccounts;

/** Who may do what. */
class PermissionMatrixTest {
    @Test
    void aViewerOnlyWatches() {
        assertThat(PermissionMatrix.granted(Set.of(Role.VIEWER))).containsExactly(Permission.WATCH);
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

    @Test
    void aPasswordHashSurvivesBeingWrittenDown() {
        PasswordHash read =
                PasswordHash.parse(PasswordHash.of("zinc".toCharArray()).toString());
        assertThat(read.matches("zinc".toCharArray())).isTrue();
        assertThat(read.matches("zink".toCharArray())).isFalse();
    }

    @Test
    void afterTenWrongPasswordsEvenTheRightOneWaits() {
        long[] now = {0};
        Accounts accounts = new RememberedAccounts(new OnlyRight(), () -> now[0]);
        for (int i = 0; i < 10; i++) {
            assertThat(accounts.verify("operator", "wrong".toCharArray())).isEmpty();
        }
        assertThat(accounts.verify("operator", "right".toCharArray())).isEmpty();
        now[0] += 31_000_000_000L;
        assertThat(accounts.verify("operator", "right".toCharArray())).isPresent();
    }

    /** One user whose password is "right"; without the slow hash. */
    private static final class OnlyRight implements Accounts {
        private final Accounts demo = new DemonstrationAccounts();

        @Override
        public java.util.Optional<Account> find(String user) {
            return demo.find(user);
        }

        @Override
        public java.util.Optional<Account> verify(String user, char[] password) {
            return new String(password).equals("right") ? find(user) : java.util.Optional.empty();
        }

        @Override
        public boolean demonstration() {
            return false;
        }
    }
}
