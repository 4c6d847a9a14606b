package org.sputterpilot.security.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.jwt.proc.JWTClaimsSetVerifier;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.Prompt;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import com.nimbusds.openid.connect.sdk.validators.IDTokenClaimsVerifier;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sputterpilot.security.IdentityService;
import org.sputterpilot.security.Vouched;

/**
 * An OpenID Connect provider, spoken to by authorization code with PKCE. What it says is believed only when its key
 * signed it, for this program, in answer to this question, and after the password was entered again: a session the
 * browser still has at the provider is not enough at a screen that many people share.
 */
public final class OpenIdConnect implements IdentityService {
    private static final int PATIENCE_MS = 5000;
    private static final int LONGEST_KEYS = 256 * 1024;
    /** How far the service's clock may be from ours. */
    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(30);

    /** Only what a public key can check; neither {@code none} nor a shared secret. */
    private static final Set<JWSAlgorithm> SIGNED_BY = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    /** What the provider says of itself, and its keys, which are fetched anew when it signs with one not seen yet. */
    private record Provider(OIDCProviderMetadata says, JWKSource<SecurityContext> keys) {}

    private final OpenIdSettings settings;
    private final ClientID client;
    private volatile Provider provider;

    /** Nothing is asked of the service before somebody wants to sign in. */
    public OpenIdConnect(OpenIdSettings settings) {
        this.settings = settings;
        client = new ClientID(settings.clientId());
    }

    @Override
    public String issuer() {
        return settings.issuer();
    }

    private Provider provider() {
        Provider known = provider;
        if (known == null) {
            known = discovered();
            provider = known;
        }
        return known;
    }

    private Provider discovered() {
        try {
            OIDCProviderMetadata says =
                    OIDCProviderMetadata.resolve(new Issuer(settings.issuer()), PATIENCE_MS, PATIENCE_MS);
            OpenIdSettings.requireSafe("the service's authorization endpoint", says.getAuthorizationEndpointURI());
            OpenIdSettings.requireSafe("the service's token endpoint", says.getTokenEndpointURI());
            URI keys = OpenIdSettings.requireSafe("the service's key set", says.getJWKSetURI());
            return new Provider(
                    says,
                    JWKSourceBuilder.<SecurityContext>create(
                                    keys.toURL(), new DefaultResourceRetriever(PATIENCE_MS, PATIENCE_MS, LONGEST_KEYS))
                            .build());
        } catch (GeneralException | IOException | IllegalArgumentException e) {
            throw new NotBelievedException("the identity service does not say how it is used: " + e.getMessage());
        }
    }

    @Override
    public Errand errand(String backTo, Instant now) {
        State state = new State();
        Nonce nonce = new Nonce();
        CodeVerifier verifier = new CodeVerifier();
        Scope scope = new Scope("openid");
        settings.scopes().forEach(scope::add);
        URI address = new AuthenticationRequest.Builder(ResponseType.CODE, scope, client, URI.create(backTo))
                .endpointURI(provider().says().getAuthorizationEndpointURI())
                .state(state)
                .nonce(nonce)
                .codeChallenge(verifier, CodeChallengeMethod.S256)
                .prompt(Prompt.Type.LOGIN)
                .maxAge(0)
                .build()
                .toURI();
        return new Errand(address.toString(), state.getValue(), nonce.getValue(), verifier.getValue(), now);
    }

    @Override
    public Vouched redeem(Errand errand, String backTo, Map<String, List<String>> answer) {
        try {
            AuthenticationResponse response = AuthenticationResponseParser.parse(URI.create(backTo), answer);
            Issuer from = response.getIssuer();
            if (from != null && !from.getValue().equals(settings.issuer())) {
                throw new NotBelievedException("the answer is another service's");
            }
            if (!response.indicatesSuccess()) {
                throw new NotBelievedException("the identity service refused: "
                        + response.toErrorResponse().getErrorObject().getCode());
            }
            AuthorizationCodeGrant code = new AuthorizationCodeGrant(
                    response.toSuccessResponse().getAuthorizationCode(),
                    URI.create(backTo),
                    new CodeVerifier(errand.verifier()));
            OIDCTokens tokens = tokens(code);
            JWTClaimsSet claims = verified(
                    tokens.getIDToken(),
                    new IDTokenClaimsVerifier(new Issuer(settings.issuer()), client, new Nonce(errand.nonce()), (int)
                            CLOCKS_DIFFER.toSeconds()));
            Vouched person = person(claims, facts(claims, tokens.getAccessToken()));
            if (person.authenticatedAt().isBefore(errand.begunAt().minus(CLOCKS_DIFFER))) {
                throw new NotBelievedException("the identity service did not ask for the password again");
            }
            return person;
        } catch (ParseException | java.text.ParseException | BadJOSEException | JOSEException e) {
            throw new NotBelievedException("the answer does not hold: " + e.getMessage());
        } catch (IOException e) {
            throw new NotBelievedException("the identity service does not answer");
        } catch (IllegalArgumentException e) {
            throw new NotBelievedException(e.getMessage());
        }
    }

    private OIDCTokens tokens(AuthorizationCodeGrant code) throws ParseException, IOException {
        URI endpoint = provider().says().getTokenEndpointURI();
        TokenRequest request = settings.clientSecret()
                .map(secret ->
                        new TokenRequest.Builder(endpoint, new ClientSecretBasic(client, new Secret(secret)), code))
                .orElseGet(() -> new TokenRequest.Builder(endpoint, client, code))
                .build();
        TokenResponse response = OIDCTokenResponseParser.parse(careful(request.toHTTPRequest()));
        if (!response.indicatesSuccess()) {
            throw new NotBelievedException("the identity service gives nothing for the code: "
                    + response.toErrorResponse().getErrorObject().getCode());
        }
        return ((OIDCTokenResponse) response.toSuccessResponse()).getOIDCTokens();
    }

    /** Name and groups: in the signed answer itself, or where the service tells them of the same subject. */
    private Map<String, Object> facts(JWTClaimsSet claims, AccessToken access)
            throws ParseException, IOException, java.text.ParseException {
        URI endpoint = provider().says().getUserInfoEndpointURI();
        if (endpoint == null || at(claims.getClaims(), settings.rolesClaim()) != null) {
            return claims.getClaims();
        }
        OpenIdSettings.requireSafe("the service's user endpoint", endpoint);
        UserInfoResponse response =
                UserInfoResponse.parse(careful(new UserInfoRequest(endpoint, access).toHTTPRequest()));
        if (!response.indicatesSuccess()) {
            throw new NotBelievedException("the identity service does not tell who it is");
        }
        JWTClaimsSet told = response.toSuccessResponse().getUserInfo().toJWTClaimsSet();
        if (!claims.getSubject().equals(told.getSubject())) {
            throw new NotBelievedException("the identity service tells of somebody else");
        }
        return told.getClaims();
    }

    private static HTTPResponse careful(HTTPRequest request) throws IOException {
        request.setConnectTimeout(PATIENCE_MS);
        request.setReadTimeout(PATIENCE_MS);
        request.setFollowRedirects(false);
        return request.send();
    }

    private JWTClaimsSet verified(JWT token, JWTClaimsSetVerifier<SecurityContext> claims)
            throws BadJOSEException, JOSEException {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(
                new com.nimbusds.jose.JOSEObjectType("at+jwt"), com.nimbusds.jose.JOSEObjectType.JWT, null));
        processor.setJWSKeySelector(
                new JWSVerificationKeySelector<>(SIGNED_BY, provider().keys()));
        processor.setJWTClaimsSetVerifier(claims);
        return processor.process(token, null);
    }

    private Vouched person(JWTClaimsSet claims, Map<String, Object> facts) throws java.text.ParseException {
        Date asked = claims.getDateClaim("auth_time");
        Object words = at(facts, settings.rolesClaim());
        return new Vouched(
                settings.issuer(),
                claims.getSubject() == null ? "" : claims.getSubject(),
                at(facts, settings.nameClaim()) instanceof String text ? text : "",
                settings.roles(words instanceof List<?> many ? many : words == null ? List.of() : List.of(words)),
                asked == null ? Instant.EPOCH : asked.toInstant());
    }

    /** What stands in a claim, or at the end of a path of them. */
    private static Object at(Map<String, Object> claims, String path) {
        Object here = claims.get(path);
        if (here == null) {
            here = claims;
            for (String step : path.split("\\.")) {
                here = here instanceof Map<?, ?> map ? map.get(step) : null;
            }
        }
        return here;
    }

    @Override
    public Optional<Vouched> bearer(String token) {
        if (settings.audience().isEmpty()) {
            return Optional.empty();
        }
        try {
            JWTClaimsSet claims = verified(
                    SignedJWT.parse(token),
                    new DefaultJWTClaimsVerifier<>(
                            settings.audience().get(),
                            new JWTClaimsSet.Builder().issuer(settings.issuer()).build(),
                            Set.of("sub", "exp")));
            return Optional.of(person(claims, claims.getClaims()));
        } catch (java.text.ParseException | BadJOSEException | JOSEException | IllegalArgumentException e) {
            return Optional.empty();
        } catch (NotBelievedException unreachable) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<String> signOut(String backTo) {
        Provider known = provider;
        return Optional.ofNullable(known)
                .map(one -> one.says().getEndSessionEndpointURI())
                .map(end -> new LogoutRequest(end, null, null, client, URI.create(backTo), null, null)
                        .toURI()
                        .toString());
    }
}
