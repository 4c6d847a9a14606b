package org.sputterpilot.reports;

import com.openhtmltopdf.css.sheet.FontFaceRule;
import com.openhtmltopdf.css.style.CssContext;
import com.openhtmltopdf.extend.OutputDevice;
import com.openhtmltopdf.extend.SVGDrawer;
import com.openhtmltopdf.layout.SharedContext;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.render.Box;
import com.openhtmltopdf.render.RenderingContext;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.io.File;
import java.util.List;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Draws the plots of our own pages as lines, not as dots: the few shapes that {@link Plot} writes, and nothing else of
 * SVG, so that no library of its own is needed for them.
 */
final class PlotDrawer implements SVGDrawer {

    @Override
    public void importFontFaceRules(List<FontFaceRule> rules, SharedContext shared) {
        // plots have no text
    }

    @Override
    public void addFontFile(File file, String family, Integer weight, FontStyle style) {
        // plots have no text
    }

    @Override
    public void close() {
        // nothing is held
    }

    @Override
    public SVGImage buildSVGImage(
            Element svg, Box box, CssContext css, double maxWidth, double maxHeight, double dotsPerPixel) {
        double width = Double.parseDouble(svg.getAttribute("width"));
        double height = Double.parseDouble(svg.getAttribute("height"));
        return new SVGImage() {
            @Override
            public int getIntrinsicWidth() {
                return (int) (width * dotsPerPixel);
            }

            @Override
            public int getIntrinsicHeight() {
                return (int) (height * dotsPerPixel);
            }

            @Override
            public void drawSVG(OutputDevice device, RenderingContext context, double x, double y) {
                device.drawWithGraphics(
                        (float) x, (float) y, (float) width, (float) height, graphics -> draw(svg, graphics));
            }
        };
    }

    private static void draw(Element svg, Graphics2D graphics) {
        for (Node node = svg.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element shape) {
                Path2D path = path(shape);
                if (shape.getTagName().equals("polygon")) {
                    path.closePath();
                    graphics.setColor(Color.decode(shape.getAttribute("fill")));
                    graphics.fill(path);
                } else {
                    graphics.setColor(Color.decode(shape.getAttribute("stroke")));
                    graphics.setStroke(new BasicStroke(Float.parseFloat(shape.getAttribute("stroke-width"))));
                    graphics.draw(path);
                }
            }
        }
    }

    private static Path2D path(Element shape) {
        Path2D path = new Path2D.Double();
        for (String point : shape.getAttribute("points").split(" ")) {
            String[] xy = point.split(",");
            double x = Double.parseDouble(xy[0]);
            double y = Double.parseDouble(xy[1]);
            if (path.getCurrentPoint() == null) {
                path.moveTo(x, y);
            } else {
                path.lineTo(x, y);
            }
        }
        return path;
    }
}
