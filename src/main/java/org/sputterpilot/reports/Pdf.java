package org.sputterpilot.reports;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Optional;

/**
 * Puts a page on paper. Its libraries are loaded when somebody first prints, and not before.
 *
 * <p>The typeface is embedded, so that Chinese titles print anywhere. A program that was packaged without its pages has
 * none; then the paper is set in Helvetica, which knows western letters only.
 */
public final class Pdf {
    private static final String FAMILY = "Noto Sans SC";
    private static final Optional<URL> TYPEFACE =
            Optional.ofNullable(Pdf.class.getResource("/typeface/NotoSansSC-Regular.ttf"));

    private Pdf() {}

    /**
     * The page as PDF.
     *
     * @param xhtml a page of this room: well-formed, and without anything from elsewhere
     */
    public static byte[] of(String xhtml) {
        XRLog.setLoggingEnabled(false);
        ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 18);
        try {
            PdfRendererBuilder builder = new PdfRendererBuilder()
                    .useFastMode()
                    .withHtmlContent(xhtml, null)
                    .withProducer("Sputterpilot")
                    .useSVGDrawer(new PlotDrawer())
                    // a page has all it needs: nothing is fetched from files or the net
                    .useUriResolver((base, uri) -> null)
                    .toStream(out);
            TYPEFACE.ifPresent(face -> builder.useFont(() -> open(face), FAMILY, 400, FontStyle.NORMAL, true));
            builder.run();
            return out.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException("the page could not be printed", e);
        }
    }

    private static InputStream open(URL face) {
        try {
            return face.openStream();
        } catch (IOException e) {
            throw new IllegalStateException("the typeface of the program cannot be read", e);
        }
    }
}
