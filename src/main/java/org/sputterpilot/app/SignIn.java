package org.sputterpilot.app;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.TrustedAuthenticationRequest;
import io.quarkus.security.identity.request.UsernamePasswordAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.stream.Collectors;
import org.sputterpilot.security.Account;
import org.sputterpilot.security.Accounts;
import org.sputterpilot.security.Permission;
import org.sputterpilot.security.PermissionMatrix;
import org.sputterpilot.security.Role;

/** Turns a sign-in into somebody with permissions; what the account may do is looked up anew with every call. */
public final class SignIn {
    private SignIn() {}

    /** With user and password: HTTP Basic and the sign-in form. */
    @ApplicationScoped
    public static class WithPassword implements IdentityProvider<UsernamePasswordAuthenticationRequest> {
        @Inject
        Accounts accounts;

        @Override
        public Class<UsernamePasswordAuthenticationRequest> getRequestType() {
            return UsernamePasswordAuthenticationRequest.class;
        }

        @Override
        public Uni<SecurityIdentity> authenticate(
                UsernamePasswordAuthenticationRequest request, AuthenticationRequestContext context) {
            return context.runBlocking(() -> accounts.verify(
                            request.getUsername(), request.getPassword().getPassword())
                    .map(SignIn::identity)
                    .orElseThrow(AuthenticationFailedException::new));
        }
    }

    /** With the cookie that a form sign-in left. */
    @ApplicationScoped
    public static class WithCookie implements IdentityProvider<TrustedAuthenticationRequest> {
        @Inject
        Accounts accounts;

        @Override
        public Class<TrustedAuthenticationRequest> getRequestType() {
            return TrustedAuthenticationRequest.class;
        }

        @Override
        public Uni<SecurityIdentity> authenticate(
                TrustedAuthenticationRequest request, AuthenticationRequestContext context) {
            return accounts.find(request.getPrincipal())
                    .map(account -> Uni.createFrom().item(identity(account)))
                    .orElseGet(() -> Uni.createFrom().failure(new AuthenticationFailedException()));
        }
    }

    private static SecurityIdentity identity(Account account) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(account.user()))
                .addRoles(account.roles().stream().map(Role::word).collect(Collectors.toSet()))
                .addPermissionsAsString(PermissionMatrix.granted(account.roles()).stream()
                        .map(Permission::word)
                        .collect(Collectors.toSet()))
                .build();
    }
}
