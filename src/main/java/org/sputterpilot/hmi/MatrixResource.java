package org.sputterpilot.hmi;

import io.quarkus.security.PermissionsAllowed;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import org.sputterpilot.historian.MatrixSignatures;
import org.sputterpilot.hmi.wire.MatrixSignature;
import org.sputterpilot.hmi.wire.MatrixSigning;
import org.sputterpilot.security.Account;
import org.sputterpilot.security.Permission;
import org.sputterpilot.security.Role;
import org.sputterpilot.security.Signature;

/** The cause-and-effect matrix on paper, and the names under it. */
@Path("/")
public class MatrixResource {
    @Inject
    MatrixDesk matrix;

    @Inject
    Person person;

    @Inject
    AuditNote audit;

    @Inject
    RoutingContext context;

    /** The page as it prints for the safety review, made of the matrix the engine runs. */
    @GET
    @Path("/interlocks/matrix.html")
    @Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
    @PermissionsAllowed(Permission.Word.WATCH)
    public Response html() {
        // takes the place of the policy of the screens: two of them would both hold
        context.response().headers().set("Content-Security-Policy", PaperPolicy.of(matrix.style()));
        return Response.ok(matrix.html()).build();
    }

    /** The same page as PDF, with its typeface in it. */
    @GET
    @Path("/interlocks/matrix.pdf")
    @Produces("application/pdf")
    @PermissionsAllowed(Permission.Word.WATCH)
    public Response pdf() {
        String name = "matrix-" + matrix.hash().substring(0, 8) + ".pdf";
        return Response.ok(matrix.pdf())
                .header("Content-Disposition", "inline; filename=\"" + name + "\"")
                .build();
    }

    /** Each reviewing role with the name it has put under the matrix in force, or without one. */
    @GET
    @Path("/interlocks/matrix/signatures")
    @PermissionsAllowed(Permission.Word.WATCH)
    public List<MatrixSignature> signatures() {
        return shown(matrix.signatures());
    }

    static List<MatrixSignature> shown(List<MatrixSignatures.Signed> signatures) {
        return MatrixSignatures.REVIEWERS.stream()
                .map(role -> signatures.stream()
                        .filter(signed -> signed.role() == role)
                        .map(MatrixResource::shown)
                        .findFirst()
                        .orElse(new MatrixSignature(role.word(), null, null, null, null)))
                .toList();
    }

    private static MatrixSignature shown(MatrixSignatures.Signed signed) {
        Signature signature = signed.signature();
        return new MatrixSignature(
                signed.role().word(), signature.user(), signature.name(), signature.meaning(), signature.at());
    }

    /** A reviewer's name under the matrix in force, for these bytes only: one a role. */
    @POST
    @Path("/interlocks/matrix/signatures")
    @PermissionsAllowed(Permission.Word.SIGN_MATRIX)
    public Response sign(MatrixSigning order) {
        String hash = matrix.hash();
        audit.what(MatrixSignatures.ACT).after(hash);
        if (order != null && order.hash() != null && !order.hash().equals(hash)) {
            throw Refusal.conflict(
                    "The matrix in force is another one than the one that was read.", "HASH " + hash, List.of());
        }
        Role role = role(order == null ? null : order.role());
        audit.after(role.word() + " " + hash);
        Signature signature = person.sign(
                order == null ? null : order.signature(),
                MatrixSignatures.object(hash),
                MatrixSignatures.content(role));
        audit.why(signature.meaning());
        MatrixSignatures.Signed signed = new MatrixSignatures.Signed(role, signature);
        if (!matrix.sign(signed)) {
            throw Refusal.conflict(role.word() + " has signed this matrix already.", "SIGNED", List.of());
        }
        return Response.status(Response.Status.CREATED).entity(shown(signed)).build();
    }

    /** The role somebody signs in: the one asked for, or the only one there is. */
    private Role role(String asked) {
        Set<Role> own = person.account().map(Account::roles).orElse(Set.of());
        List<Role> possible = MatrixSignatures.REVIEWERS.stream()
                .filter(own::contains)
                .filter(role -> asked == null || role.word().equals(asked))
                .toList();
        if (possible.isEmpty()) {
            throw Refusal.forbidden("You do not have the role " + asked + ".");
        }
        if (possible.size() > 1) {
            throw Refusal.rule("role", "required", "Say in which of your roles you sign.");
        }
        return possible.get(0);
    }
}
