package org.sputterpilot.reports;

import java.util.List;

/** A page while it is written: well-formed XHTML, every text escaped. */
final class Sheet {
    private final StringBuilder out = new StringBuilder(1 << 16);

    /** Opens the page. */
    Sheet(String title, String style) {
        out.append("<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\"><head>")
                .append("<meta charset=\"utf-8\"/><title>")
                .append(escaped(title))
                .append("</title>\n<style>")
                .append(style)
                .append("</style></head><body>\n");
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    Sheet raw(String html) {
        out.append(html);
        return this;
    }

    Sheet heading(int level, String text) {
        return raw("<h" + level + ">").text(text).raw("</h" + level + ">\n");
    }

    Sheet paragraph(String text) {
        return raw("<p>").text(text).raw("</p>\n");
    }

    Sheet text(String text) {
        return raw(escaped(text));
    }

    /** A table whose heads stand again on every page it reaches. */
    Sheet table(String kind, List<String> heads) {
        raw("<table class=\"" + kind + "\"><thead><tr>");
        heads.forEach(head -> raw("<th>").text(head).raw("</th>"));
        return raw("</tr></thead><tbody>\n");
    }

    /** A row; the first cell is its name. */
    Sheet row(String... cells) {
        raw("<tr><th>").text(cells[0]).raw("</th>");
        for (int i = 1; i < cells.length; i++) {
            raw("<td>").text(cells[i]).raw("</td>");
        }
        return raw("</tr>\n");
    }

    Sheet endTable() {
        return raw("</tbody></table>\n");
    }

    String done() {
        return out + "</body></html>\n";
    }
}
