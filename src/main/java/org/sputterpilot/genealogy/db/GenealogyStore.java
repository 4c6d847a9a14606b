package org.sputterpilot.genealogy.db;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.UUID;
import org.sputterpilot.genealogy.Disposition;
import org.sputterpilot.genealogy.Edge;
import org.sputterpilot.genealogy.EdgeKind;
import org.sputterpilot.genealogy.EndedRun;
import org.sputterpilot.genealogy.Field;
import org.sputterpilot.genealogy.Gaps;
import org.sputterpilot.genealogy.GenealogyBook;
import org.sputterpilot.genealogy.HoldRule;
import org.sputterpilot.genealogy.Kind;
import org.sputterpilot.genealogy.Likeness;
import org.sputterpilot.genealogy.Mark;
import org.sputterpilot.genealogy.Part;
import org.sputterpilot.genealogy.Ref;
import org.sputterpilot.genealogy.Thing;
import org.sputterpilot.historian.db.Database;
import org.sputterpilot.historian.db.Statements;
import org.sputterpilot.historian.db.Transactions;

/**
 * The genealogy in the database. A generation of a trace is one question for at most {@value #AT_ONCE} things, which
 * both databases answer from an index, however large the rest has become.
 */
public final class GenealogyStore implements GenealogyBook {
    private static final int AT_ONCE = 512;

    private final Database database;
    private final String unit;

    public GenealogyStore(Database database, String unit) {
        this.database = database;
        this.unit = unit;
    }

    // ---------------------------------------------------------------- things

    @Override
    public Optional<Thing> find(String label) {
        return Transactions.read(database, connection -> {
            for (Kind kind : Kind.values()) {
                List<Thing> found = kind == Kind.TEST_FILE
                        ? things(connection, kind, "where sha256 = ? and part = 0", label)
                        : things(connection, kind, "where " + Tables.label(kind) + " = ?", label);
                if (!found.isEmpty()) {
                    return Optional.of(found.get(0));
                }
            }
            return Optional.empty();
        });
    }

    @Override
    public List<Thing> things(Collection<Ref> refs) {
        return Transactions.read(database, connection -> {
            List<Thing> found = new ArrayList<>();
            for (Map.Entry<Kind, List<String>> one : byKind(refs).entrySet()) {
                for (List<String> some : slices(one.getValue())) {
                    found.addAll(things(
                            connection,
                            one.getKey(),
                            "where t." + Tables.id(one.getKey()) + " in (" + marks(some.size()) + ")",
                            some.toArray()));
                }
            }
            return found;
        });
    }

    @Override
    public List<Thing> list(Kind kind, String containing, int limit) {
        String like = "%" + containing.toUpperCase(java.util.Locale.ROOT) + "%";
        return Transactions.read(
                database,
                connection -> things(
                        connection,
                        kind,
                        "where t.unit = ? and upper(t." + Tables.label(kind) + ") like ? order by t."
                                + Tables.createdAt(kind) + " desc, t." + Tables.label(kind) + " desc limit ?",
                        unit,
                        like,
                        limit));
    }

    private static List<Thing> things(Connection connection, Kind kind, String where, Object... values)
            throws SQLException {
        StringBuilder lost = new StringBuilder(", (select l.at from identity_lost l where l.entity_kind = '")
                .append(kind)
                .append("' and l.entity_id = t.")
                .append(Tables.id(kind))
                .append(") as lost_at");
        StringBuilder names = new StringBuilder();
        for (Field field : kind.fields()) {
            field.link().ifPresent(link -> names.append(", (select p.")
                    .append(Tables.label(link.to()))
                    .append(" from ")
                    .append(Tables.of(link.to()))
                    .append(" p where p.id = t.")
                    .append(Tables.column(field))
                    .append(") as link_")
                    .append(Tables.column(field)));
        }
        return Statements.query(
                connection,
                "select t.*" + lost + names + " from " + Tables.of(kind) + " t " + where,
                row -> thing(kind, row),
                values);
    }

    private static Thing thing(Kind kind, ResultSet row) throws SQLException {
        Map<String, Object> facts = new LinkedHashMap<>();
        for (Field field : kind.fields()) {
            String column = Tables.column(field);
            Object value =
                    switch (field.type()) {
                        case LINK -> row.getString("link_" + column);
                        case TEXT -> row.getString(column);
                        case NUMBER -> finite(Statements.number(row, column));
                        case COUNT -> row.getObject(column) == null ? null : row.getInt(column);
                        case TRUTH -> row.getBoolean(column);
                        case MOMENT -> Statements.perhaps(row, column).orElse(null);
                    };
            if (value != null && !value.equals("")) {
                facts.put(field.name(), value);
            }
        }
        if (kind == Kind.RUN) {
            runFacts(row, facts);
        }
        return new Thing(
                new Ref(kind, row.getString(Tables.id(kind))),
                row.getString(Tables.label(kind)),
                Statements.perhaps(row, Tables.createdAt(kind)).orElse(Instant.EPOCH),
                Statements.text(row, Tables.createdBy(kind)),
                Tables.knowsDemonstration(kind) && row.getBoolean("demonstration"),
                Statements.perhaps(row, "lost_at"),
                facts);
    }

    private static Double finite(double value) {
        return Double.isNaN(value) ? null : value;
    }

    private static void runFacts(ResultSet row, Map<String, Object> facts) throws SQLException {
        facts.put("recipe", row.getString("recipe"));
        facts.put("recipeVersion", row.getInt("recipe_version"));
        facts.put("recipeHash", row.getString("recipe_hash"));
        facts.put("state", row.getString("state"));
        facts.put("startedAt", Statements.moment(row, "started_at"));
        Statements.perhaps(row, "ended_at").ifPresent(at -> facts.put("endedAt", at));
        facts.put("trips", row.getInt("trips"));
        for (String column : List.of("thickness_nm", "sigma_nm", "target_nm")) {
            double value = Statements.number(row, column);
            if (!Double.isNaN(value)) {
                facts.put(column.replace("_nm", "Nm"), value);
            }
        }
    }

    @Override
    public int lastNumber(Kind kind, String stem) {
        String label = Tables.label(kind);
        return Transactions.read(database, connection -> Statements.query(
                        connection,
                        "select " + label + " from " + Tables.of(kind) + " where " + label + " like ? order by length("
                                + label + ") desc, " + label + " desc limit 100",
                        row -> row.getString(1).substring(stem.length()),
                        stem + "%")
                .stream()
                .filter(rest -> rest.matches("\\d{1,9}"))
                .mapToInt(Integer::parseInt)
                .max()
                .orElse(0));
    }

    @Override
    public void add(Thing thing, Map<String, Ref> links, List<Edge> edges, List<Part> parts) {
        Transactions.<Integer>durable(database, connection -> {
            Kind kind = thing.ref().kind();
            Map<String, Object> columns = new LinkedHashMap<>();
            columns.put("id", thing.ref().id());
            columns.put(Tables.label(kind), thing.label());
            columns.put("unit", unit);
            columns.put("created_at", thing.at());
            columns.put("created_by", thing.by());
            columns.put("demonstration", thing.demonstration());
            if (kind == Kind.CELL) {
                columns.put("assembled_at", thing.at());
                columns.put("builder", thing.by());
            }
            for (Field field : kind.fields()) {
                Object value = field.link().isPresent()
                        ? Optional.ofNullable(links.get(field.name()))
                                .map(Ref::id)
                                .orElse(null)
                        : thing.facts().get(field.name());
                if (value != null) {
                    columns.put(Tables.column(field), value);
                }
            }
            insert(connection, Tables.of(kind), columns);
            for (Edge edge : edges) {
                add(connection, edge);
            }
            for (int i = 0; i < parts.size(); i++) {
                add(connection, thing.ref(), i + 1, parts.get(i));
            }
            return 0;
        });
    }

    private static void insert(Connection connection, String table, Map<String, Object> columns) throws SQLException {
        Statements.change(
                connection,
                "insert into " + table + " (" + String.join(", ", columns.keySet()) + ") values ("
                        + marks(columns.size()) + ")",
                columns.values().toArray());
    }

    private void add(Connection connection, Ref cell, int position, Part part) throws SQLException {
        Statements.change(
                connection,
                "insert into cell_part (cell_id, role, position, unit, coupon_id, material_lot, facing, amount,"
                        + " amount_unit) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                cell.id(),
                part.role().name(),
                position,
                unit,
                part.coupon().<Object>map(Ref::id).orElse(Statements.Nothing.TEXT),
                part.material(),
                part.facing(),
                part.amount(),
                part.amountUnit());
    }

    @Override
    public List<Part> parts(Ref cell) {
        return Transactions.read(
                database,
                connection -> Statements.query(
                        connection,
                        "select * from cell_part where cell_id = ? order by position, role",
                        row -> new Part(
                                Part.Role.valueOf(row.getString("role")),
                                Optional.ofNullable(row.getString("coupon_id")).map(id -> new Ref(Kind.COUPON, id)),
                                row.getString("material_lot"),
                                row.getString("facing"),
                                Statements.number(row, "amount"),
                                row.getString("amount_unit")),
                        cell.id()));
    }

    @Override
    public void lost(Ref thing, Instant at, String who, String reason) {
        Transactions.<Integer>durable(
                database,
                connection -> Statements.change(
                        connection,
                        "insert into identity_lost (entity_kind, entity_id, unit, at, who, reason)"
                                + " values (?, ?, ?, ?, ?, ?)",
                        thing.kind().name(),
                        thing.id(),
                        unit,
                        at,
                        who,
                        Statements.clip(reason, 2000)));
    }

    // ---------------------------------------------------------------- edges

    @Override
    public void add(Edge edge) {
        Transactions.<Integer>durable(database, connection -> {
            add(connection, edge);
            return 0;
        });
    }

    private void add(Connection connection, Edge edge) throws SQLException {
        Statements.change(
                connection,
                "insert into edge (parent_kind, parent_id, child_kind, child_id, kind, unit, at, known_at, note)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                edge.parent().kind().name(),
                edge.parent().id(),
                edge.child().kind().name(),
                edge.child().id(),
                edge.kind().name(),
                unit,
                edge.at(),
                edge.knownAt(),
                Statements.clip(edge.note(), 120));
    }

    @Override
    public List<Edge> above(Collection<Ref> things, Instant knownUntil) {
        return edges("child_id", things, knownUntil);
    }

    @Override
    public List<Edge> below(Collection<Ref> things, Instant knownUntil) {
        return edges("parent_id", things, knownUntil);
    }

    /** Edges by one of their ends; ids are unique across kinds but for serials, which the filter tells apart. */
    private List<Edge> edges(String end, Collection<Ref> things, Instant knownUntil) {
        Set<Ref> asked = new LinkedHashSet<>(things);
        return Transactions.read(database, connection -> {
            List<Edge> found = new ArrayList<>();
            for (List<String> some :
                    slices(asked.stream().map(Ref::id).distinct().toList())) {
                found.addAll(Statements.query(
                        connection,
                        "select parent_kind, parent_id, child_kind, child_id, kind, at, known_at, note from edge where "
                                + end + " in (" + marks(some.size()) + ")",
                        GenealogyStore::edge,
                        some.toArray()));
            }
            found.removeIf(edge -> edge.knownAt().isAfter(knownUntil)
                    || !asked.contains(end.equals("child_id") ? edge.child() : edge.parent()));
            found.addAll(files(connection, end, asked, knownUntil));
            return found;
        });
    }

    /** A tester's file belongs to a test as long as somebody's link says so: the one edge that can end. */
    private static List<Edge> files(Connection connection, String end, Set<Ref> asked, Instant knownUntil)
            throws SQLException {
        boolean up = end.equals("child_id");
        List<Edge> found = new ArrayList<>();
        List<String> ids = asked.stream()
                .filter(ref -> ref.kind() == (up ? Kind.TEST_FILE : Kind.TEST))
                .map(Ref::id)
                .toList();
        for (List<String> some : slices(ids)) {
            for (List<Edge> one : Statements.<List<Edge>>query(
                    connection,
                    "select test_id, sha256, at, ended_at, how from test_file_link where " + (up ? "sha256" : "test_id")
                            + " in (" + marks(some.size()) + ") order by at, id",
                    row -> {
                        Instant at = Statements.moment(row, "at");
                        boolean holds = !at.isAfter(knownUntil)
                                && Statements.perhaps(row, "ended_at")
                                        .map(until -> until.isAfter(knownUntil))
                                        .orElse(true);
                        Ref test = new Ref(Kind.TEST, row.getString("test_id"));
                        Ref file = new Ref(Kind.TEST_FILE, row.getString("sha256"));
                        return holds
                                ? List.of(new Edge(test, file, EdgeKind.FILE_OF, at, at, row.getString("how")))
                                : List.of();
                    },
                    some.toArray())) {
                found.addAll(one);
            }
        }
        return found;
    }

    private static Edge edge(ResultSet row) throws SQLException {
        Instant at = Statements.moment(row, "at");
        return new Edge(
                new Ref(Kind.valueOf(row.getString("parent_kind")), row.getString("parent_id")),
                new Ref(Kind.valueOf(row.getString("child_kind")), row.getString("child_id")),
                EdgeKind.valueOf(row.getString("kind")),
                at,
                Statements.perhaps(row, "known_at").orElse(at),
                row.getString("note"));
    }

    // ---------------------------------------------------------------- marks

    @Override
    public Map<Ref, Mark> marks(Collection<Ref> things, Instant at) {
        Map<Ref, Mark> newest = new HashMap<>();
        Set<Ref> asked = new LinkedHashSet<>(things);
        for (List<String> some : slices(asked.stream().map(Ref::id).distinct().toList())) {
            for (Mark mark : read("where entity_id in (" + marks(some.size()) + ") order by at, id", some.toArray())) {
                if (!mark.at().isAfter(at) && asked.contains(mark.thing())) {
                    newest.put(mark.thing(), mark);
                }
            }
        }
        return newest;
    }

    @Override
    public List<Mark> history(Ref thing) {
        return read(
                "where entity_kind = ? and entity_id = ? order by at, id",
                thing.kind().name(),
                thing.id());
    }

    @Override
    public List<Mark> expired(Instant now) {
        return read(
                "where disposition = 'RELEASED_AT_RISK' and expires_at <= ? and not exists (select 1 from disposition d"
                        + " where d.entity_kind = disposition.entity_kind and d.entity_id = disposition.entity_id"
                        + " and d.at > disposition.at)",
                now);
    }

    private List<Mark> read(String where, Object... values) {
        return Transactions.read(
                database,
                connection -> Statements.query(
                        connection, "select * from disposition " + where, GenealogyStore::mark, values));
    }

    private static Mark mark(ResultSet row) throws SQLException {
        return new Mark(
                new Ref(Kind.valueOf(row.getString("entity_kind")), row.getString("entity_id")),
                Disposition.valueOf(row.getString("disposition")),
                row.getString("reason"),
                row.getString("who"),
                Statements.moment(row, "at"),
                Statements.perhaps(row, "expires_at"),
                row.getString("signature_id"),
                row.getString("evidence"));
    }

    @Override
    public void add(List<Mark> marks) {
        Transactions.<Integer>durable(database, connection -> {
            for (Mark mark : marks) {
                Statements.change(
                        connection,
                        "insert into disposition (id, unit, entity_kind, entity_id, disposition, reason, at, who,"
                                + " expires_at, signature_id, evidence) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        UUID.randomUUID().toString(),
                        unit,
                        mark.thing().kind().name(),
                        mark.thing().id(),
                        mark.disposition().name(),
                        Statements.clip(mark.reason(), 2000),
                        mark.at(),
                        mark.who(),
                        Statements.momentOrNothing(mark.expires()),
                        mark.signature(),
                        Statements.clip(mark.evidence(), 2000));
                if (mark.thing().kind() == Kind.FOIL_PIECE) {
                    // the start of a run looks at the piece itself
                    Statements.change(
                            connection,
                            "update foil_piece set disposition = ? where id = ?",
                            mark.disposition().name(),
                            mark.thing().id());
                }
            }
            return 0;
        });
    }

    @Override
    public Map<Ref, String> testFirst(Collection<Ref> things, Instant at) {
        List<Object> runs = things.stream()
                .filter(ref -> ref.kind() == Kind.RUN)
                .<Object>map(Ref::id)
                .toList();
        List<Object> foils = things.stream()
                .filter(ref -> ref.kind() == Kind.FOIL_PIECE)
                .<Object>map(Ref::id)
                .toList();
        return Transactions.read(database, connection -> {
            Map<Ref, String> found = new LinkedHashMap<>();
            testFirst(connection, Kind.RUN, "select g.run_id as id, g.reason from golden_run g", "g.run_id", runs, at)
                    .forEach(found::putAll);
            testFirst(
                            connection,
                            Kind.FOIL_PIECE,
                            "select f.foil_id as id, g.reason from golden_run g join run_foil f on f.run_id = g.run_id",
                            "f.foil_id",
                            foils,
                            at)
                    .forEach(found::putAll);
            return found;
        });
    }

    private static List<Map<Ref, String>> testFirst(
            Connection connection, Kind kind, String select, String column, List<Object> ids, Instant at)
            throws SQLException {
        if (ids.isEmpty()) {
            return List.of();
        }
        List<Object> values = new ArrayList<>(ids);
        values.add(at);
        return Statements.query(
                connection,
                select + " where g.test_first and " + column + " in (" + marks(ids.size())
                        + ") and g.at <= ? order by g.at",
                row -> Map.of(new Ref(kind, row.getString("id")), row.getString("reason")),
                values.toArray());
    }

    // ---------------------------------------------------------------- runs

    @Override
    public List<EndedRun> unjudged() {
        return Transactions.read(
                database,
                connection -> Statements.query(
                        connection,
                        "select r.*, (select avg(c.quantity_value) from characterisation c where c.run_id = r.id"
                                + " and c.quantity = 'thickness') as measured_nm, (select count(*) from run_foil rf"
                                + " join foil_piece p on p.id = rf.foil_id join disposition d on d.disposition = 'HOLD'"
                                + " and d.at <= r.started_at and (d.entity_id = p.id or d.entity_id = p.lot_id)"
                                + " and not exists (select 1 from disposition n where n.entity_kind = d.entity_kind"
                                + " and n.entity_id = d.entity_id and n.at > d.at and n.at <= r.started_at)"
                                + " where rf.run_id = r.id) as held from run r where r.unit = ? and r.production"
                                + " and r.ended_at is not null and not exists (select 1 from run_judged j"
                                + " where j.run_id = r.id) order by r.started_at",
                        row -> {
                            double measured = Statements.number(row, "measured_nm");
                            return new EndedRun(
                                    new Ref(Kind.RUN, row.getString("id")),
                                    Statements.moment(row, "started_at"),
                                    row.getString("state"),
                                    row.getString("recipe"),
                                    row.getInt("recipe_version"),
                                    row.getString("recipe_hash"),
                                    row.getInt("trips"),
                                    Statements.number(row, "thickness_nm"),
                                    Double.isNaN(measured) ? OptionalDouble.empty() : OptionalDouble.of(measured),
                                    row.getInt("held") > 0);
                        },
                        unit));
    }

    @Override
    public void judged(Ref run, List<HoldRule> broken, Instant at) {
        Transactions.<Integer>durable(
                database,
                connection -> Statements.change(
                        connection,
                        "insert into run_judged (run_id, unit, at, broken) values (?, ?, ?, ?)",
                        run.id(),
                        unit,
                        at,
                        String.join(",", broken.stream().map(HoldRule::name).toList())));
    }

    @Override
    public List<String> usedBy(Ref run) {
        return Transactions.read(database, connection -> {
            List<String> serials = new ArrayList<>(Statements.query(
                    connection,
                    "select b.serial from gas_bottle b join run r on b.installed_at <= r.started_at"
                            + " and (b.removed_at is null or b.removed_at > r.started_at) where r.id = ? order by 1",
                    row -> row.getString(1),
                    run.id()));
            Statements.first(
                            connection,
                            "select e.new_serial from equipment_event e join run r on e.unit = r.unit"
                                    + " and e.at <= r.started_at where r.id = ? and e.kind = 'TARGET_CHANGE'"
                                    + " order by e.at desc limit 1",
                            row -> row.getString(1),
                            run.id())
                    .ifPresent(serials::add);
            return serials;
        });
    }

    @Override
    public Set<Ref> measured(Collection<Ref> coupons) {
        Set<Ref> found = new LinkedHashSet<>();
        for (List<String> some : slices(coupons.stream().map(Ref::id).toList())) {
            Transactions.read(
                            database,
                            connection -> Statements.query(
                                    connection,
                                    "select distinct entity_id from characterisation where entity_kind = 'COUPON'"
                                            + " and entity_id in (" + marks(some.size()) + ")",
                                    row -> row.getString(1),
                                    some.toArray()))
                    .forEach(id -> found.add(new Ref(Kind.COUPON, id)));
        }
        return found;
    }

    @Override
    public Gaps gaps(int limit) {
        return Transactions.read(
                database,
                connection -> new Gaps(
                        labels(
                                connection,
                                "select r.id from run r where r.unit = ? and r.production and r.ended_at is not null"
                                        + " and not exists (select 1 from characterisation c where c.run_id = r.id"
                                        + " and c.quantity = 'thickness') order by r.started_at limit ?",
                                limit),
                        labels(
                                connection,
                                "select f.name from test_file f where f.unit = ? and f.test_id is null"
                                        + " order by f.received_at, f.name limit ?",
                                limit),
                        labels(
                                connection,
                                "select c.human_id from cell c where c.unit = ? and not exists"
                                        + " (select 1 from cell_test t where t.cell_id = c.id)"
                                        + " order by c.assembled_at, c.human_id limit ?",
                                limit)));
    }

    private List<String> labels(Connection connection, String sql, int limit) throws SQLException {
        return Statements.query(connection, sql, row -> row.getString(1), unit, limit);
    }

    // ---------------------------------------------------------------- siblings

    private static final Map<Likeness, String> LIKE = new EnumMap<>(Map.of(
            Likeness.TARGET,
            byEdge("USED_TARGET"),
            Likeness.GAS_BOTTLE,
            byEdge("USED_BOTTLE"),
            Likeness.RECIPE_VERSION,
            "select o.id as id from run r join run o on o.recipe_hash = r.recipe_hash where r.id in (%s)",
            Likeness.OPERATOR,
            "select o.id as id from run r join run o on o.operator = r.operator where r.id in (%s)",
            Likeness.SLOT,
            "select o.run_id as id from run_foil f join run_foil o on o.slot = f.slot where f.run_id in (%s)",
            Likeness.FOIL_LOT,
            "select o.run_id as id from run_foil f join foil_piece p on p.id = f.foil_id"
                    + " join foil_piece q on q.lot_id = p.lot_id join run_foil o on o.foil_id = q.id"
                    + " where f.run_id in (%s)",
            Likeness.ALARM,
            "select o.run_id as id from event e join event o on o.subject = e.subject and o.kind = e.kind"
                    + " and o.run_id is not null where e.kind in ('ALARM', 'FIRST_OUT', 'TRIP')"
                    + " and e.run_id in (%s)"));

    private static String byEdge(String kind) {
        return "select o.child_id as id from edge e join edge o on o.parent_id = e.parent_id and o.kind = e.kind"
                + " where e.kind = '" + kind + "' and e.child_id in (%s)";
    }

    @Override
    public List<Ref> runsLike(Likeness by, Collection<Ref> runs) {
        Set<Ref> found = new LinkedHashSet<>();
        for (List<String> some : slices(runs.stream().map(Ref::id).toList())) {
            Transactions.read(
                            database,
                            connection -> Statements.query(
                                    connection,
                                    "select distinct x.id, r.started_at from ("
                                            + LIKE.get(by).formatted(marks(some.size()))
                                            + ") x join run r on r.id = x.id order by r.started_at, x.id",
                                    row -> row.getString(1),
                                    some.toArray()))
                    .forEach(id -> found.add(new Ref(Kind.RUN, id)));
        }
        found.removeAll(runs);
        return List.copyOf(found);
    }

    // ---------------------------------------------------------------- many at a time

    private static Map<Kind, List<String>> byKind(Collection<Ref> refs) {
        Map<Kind, List<String>> sorted = new EnumMap<>(Kind.class);
        refs.forEach(ref ->
                sorted.computeIfAbsent(ref.kind(), kind -> new ArrayList<>()).add(ref.id()));
        return sorted;
    }

    private static List<List<String>> slices(List<String> ids) {
        List<List<String>> slices = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += AT_ONCE) {
            slices.add(ids.subList(from, Math.min(from + AT_ONCE, ids.size())));
        }
        return slices;
    }

    private static String marks(int count) {
        return "?, ".repeat(count - 1) + "?";
    }
}
