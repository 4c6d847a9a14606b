package org.sputterpilot.hmi;

import io.quarkus.security.PermissionsAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import org.sputterpilot.hmi.wire.LinkCertificates;
import org.sputterpilot.hmi.wire.Reason;
import org.sputterpilot.security.Permission;

/** Whose OPC UA certificates are believed. */
@Path("/certificates")
public class CertificateResource {
    @Inject
    CertificateDesk desk;

    @Inject
    AuditNote audit;

    /** Every link that secures its channel, with our certificate and those its servers have shown. */
    @GET
    @PermissionsAllowed(Permission.Word.CERTIFICATES)
    public List<LinkCertificates> links() {
        return desk.links();
    }

    /** Believes a server from its next connection on. */
    @POST
    @Path("/{link}/{thumbprint}/trust")
    @PermissionsAllowed(Permission.Word.CERTIFICATES)
    public LinkCertificates trust(
            @PathParam("link") String link, @PathParam("thumbprint") String thumbprint, Reason reason) {
        return judge(link, thumbprint, true, reason);
    }

    /** Never believes this certificate again, until a person says otherwise. */
    @POST
    @Path("/{link}/{thumbprint}/reject")
    @PermissionsAllowed(Permission.Word.CERTIFICATES)
    public LinkCertificates reject(
            @PathParam("link") String link, @PathParam("thumbprint") String thumbprint, Reason reason) {
        return judge(link, thumbprint, false, reason);
    }

    private LinkCertificates judge(String link, String thumbprint, boolean trust, Reason reason) {
        audit.what(trust ? "certificate.trust" : "certificate.reject").after(link + " " + thumbprint);
        audit.why(Person.reason(reason == null ? null : reason.reason()));
        return desk.judge(link, thumbprint, trust);
    }

    /** A new certificate of our own; its server has to trust it before the link comes back. */
    @POST
    @Path("/{link}/rotate")
    @PermissionsAllowed(Permission.Word.CERTIFICATES)
    public LinkCertificates rotate(@PathParam("link") String link, Reason reason) {
        audit.what("certificate.rotate").after(link);
        audit.why(Person.reason(reason == null ? null : reason.reason()));
        return desk.rotate(link);
    }
}
