package org.sputterpilot.celltests.readers;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sputterpilot.celltests.Column;
import org.sputterpilot.celltests.Quantity;

/** What testers call their columns, in English and Chinese, and the units they write behind the name. */
final class HeaderWords {
    private record Word(Pattern name, Quantity quantity, double sign) {}

    private static final List<Word> WORDS = List.of(
            word("total ?time|cumulative time|test[ _]?time|test|run time|elapsed time|测试时间|总时间", Quantity.TEST_TIME_S),
            word("step[ _]?time|t-step|步骤时间", Quantity.STEP_TIME_S),
            word("time|t|时间", Quantity.TEST_TIME_S),
            word("voltage|volts|volt|potential|<?ewe>?|ecell|vf|v|u|e|电压", Quantity.VOLTAGE_V),
            word("current|amps|amp|ampere|<?i>?|im|电流", Quantity.CURRENT_A),
            word("chg\\. cap\\.|charg(e|ing)[ _]capacity|q charge|ah-cyc-charge|capc|充电容量", Quantity.CHARGE_AH),
            word(
                    "dchg\\. cap\\.|discharg(e|ing)[ _]capacity|q discharge|ah-cyc-discharge|capd|放电容量",
                    Quantity.DISCHARGE_AH),
            word("q charge/discharge", Quantity.SIGNED_CAPACITY_AH),
            word("capacity|cap\\.|amp-hr|ah|容量", Quantity.CAPACITY_AH),
            word("half cycle", Quantity.HALF_CYCLE),
            word("cycle[ _-]?(index|number|count|id|c|p)?|cyc#?|cyc-count|cycle c|循环序号|循环号|循环", Quantity.CYCLE),
            word("step[ _-]?(index|number|count|id|num)?|ns|line|工步序号|工步号|步次", Quantity.STEP),
            word("step[ _]type|step[ _]name|state|md|status|command|状态|工步类型|工步名称", Quantity.STATUS),
            word(
                    "date|date[ _]?time|date and time|dpt time|dpt ?time|date_time_iso_string|systime|realtime|系统时间|绝对时间",
                    Quantity.TIMESTAMP),
            word("freq|frequency", Quantity.FREQUENCY_HZ),
            word("re\\(z\\)|z'|z'\\(a\\)|zreal|z_real", Quantity.REAL_OHM),
            word("z\"|z''|z''\\(b\\)|zimag|z_imag", Quantity.IMAGINARY_OHM),
            new Word(Pattern.compile("-im\\(z\\)"), Quantity.IMAGINARY_OHM, -1));

    private static final Map<String, Double> UNITS = Map.ofEntries(
            Map.entry("s", 1.0),
            Map.entry("sec", 1.0),
            Map.entry("sec.", 1.0),
            Map.entry("second", 1.0),
            Map.entry("min", 60.0),
            Map.entry("h", 3600.0),
            Map.entry("ms", 1e-3),
            Map.entry("millisecond", 1e-3),
            Map.entry("v", 1.0),
            Map.entry("volt", 1.0),
            Map.entry("mv", 1e-3),
            Map.entry("µv", 1e-6),
            Map.entry("a", 1.0),
            Map.entry("ampere", 1.0),
            Map.entry("ma", 1e-3),
            Map.entry("µa", 1e-6),
            Map.entry("na", 1e-9),
            Map.entry("ah", 1.0),
            Map.entry("mah", 1e-3),
            Map.entry("ma.h", 1e-3),
            Map.entry("µah", 1e-6),
            Map.entry("as", 1 / 3600.0),
            Map.entry("mas", 1e-3 / 3600),
            Map.entry("hz", 1.0),
            Map.entry("khz", 1e3),
            Map.entry("ohm", 1.0),
            Map.entry("mohm", 1e-3),
            Map.entry("1", 1.0));

    private static final Pattern BRACKETS = Pattern.compile("(.+?)\\s*[(\\[]([^()\\[\\]]*)[)\\]]");
    private static final Pattern SLASH = Pattern.compile("(.+?)\\s*/\\s*([^/]+)");
    private static final Pattern LAST_WORD = Pattern.compile("(.+)_([a-z.]+)");

    private HeaderWords() {}

    private static Word word(String pattern, Quantity quantity) {
        return new Word(Pattern.compile(pattern), quantity, 1);
    }

    /** A column from its header text; one that nobody knows is kept as OTHER, as it stands. */
    static Column column(String header) {
        String name = header.strip().replace('\u03bc', '\u00b5');
        String low = name.toLowerCase(Locale.ROOT);
        for (Pattern form : List.of(BRACKETS, SLASH, LAST_WORD)) {
            Matcher m = form.matcher(low);
            if (m.matches() && UNITS.containsKey(m.group(2).strip())) {
                Column found =
                        named(name, m.group(1).strip(), UNITS.get(m.group(2).strip()));
                if (found.quantity() == Quantity.STEP && !m.group(2).strip().equals("1")) {
                    return new Column(
                            name, Quantity.STEP_TIME_S, UNITS.get(m.group(2).strip()));
                }
                if (found.quantity() != Quantity.OTHER) {
                    return found;
                }
            }
        }
        return named(name, low, 1);
    }

    /** A column whose unit stands in a row of its own. */
    static Column column(String header, String unit) {
        return named(header.strip(), header.strip().toLowerCase(Locale.ROOT), UNITS.getOrDefault(firstWord(unit), 1.0));
    }

    private static String firstWord(String unit) {
        String low = unit.strip().toLowerCase(Locale.ROOT);
        int blank = low.indexOf(' ');
        return blank < 0 ? low : low.substring(0, blank);
    }

    private static Column named(String header, String name, double factor) {
        for (Word w : WORDS) {
            if (w.name.matcher(name).matches()) {
                return new Column(header, w.quantity, factor * w.sign);
            }
        }
        return new Column(header, Quantity.OTHER, 1);
    }
}
