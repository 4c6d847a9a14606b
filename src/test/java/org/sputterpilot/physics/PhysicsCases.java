package org.sputterpilot.physics;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sputterpilot.film.InRunFilter;

/** Runs one reference case: the case file's function names, our formulas. */
final class PhysicsCases {
    private PhysicsCases() {}

    static Map<String, Object> run(String function, JsonNode in) {
        return switch (function) {
            case "sccm_to_molecules" -> Map.of("molecules_per_s", Gas.moleculesPerSecond(d(in, "q_sccm")));
            case "sccm_to_pam3s" -> Map.of("Q_PaM3s", Gas.throughputPaM3PerS(d(in, "q_sccm"), d(in, "T_K")));
            case "impingement_O2" -> Map.of("F_m2s", d(in, "p_Pa") * Gas.oxygenImpactsPerPa(d(in, "T_K")));
            case "yamamura_Ar_Ti" -> Map.of("Y", SputterYield.ARGON_ON_TITANIUM.at(d(in, "E_eV")));
            case "threshold_Ar_Ti" -> Map.of("Eth_eV", SputterYield.ARGON_ON_TITANIUM.thresholdEv());
            case "Discharge.at_power" -> atPower(in);
            case "Discharge.at_current" ->
                Map.of("V", discharge(in).voltageAtCurrentV(d(in, "I_A"), d(in, "theta_t"), d(in, "p_Pa")));
            case "steady" -> state(balance(in).steady(d(in, "p_O2_Pa")));
            case "solve_q" -> solve(in);
            case "folds" -> folds(in);
            case "critical_S" -> Map.of("S_crit_m3s", balance(in).criticalSpeedM3PerS(), "p_Pa", criticalPressure(in));
            case "run" -> inRun(in);
            case "simulate" -> transitionLoop(in);
            case "eigen_real_max" -> Map.of("max_real_eig_per_s", balance(in).growthPerS(d(in, "p_O2_Pa")));
            case "integrate step O2 0->4 sccm, clean target",
                    "integrate step O2 4->0 sccm from poisoned steady state" -> integrate(in);
            case "hysteresis loop: O2 ramp 0.2->1.4 sccm in 120 s and back" -> loop(in);
            case "ring_n1" -> ring(in);
            case "ring" -> Map.of("f_per_m2", Ring.powered(d(in, "h_m"), d(in, "R_m"), d(in, "rho_m"), d(in, "n")));
            case "racetrack" ->
                Map.of(
                        "f_per_m2",
                        new Racetrack(d(in, "Rt_m"), d(in, "rm"), d(in, "sr"), d(in, "n"))
                                .share(d(in, "h_m"), d(in, "rho_m")));
            case "tilted" ->
                Map.of(
                        "f_per_m2",
                        Ring.tilted(
                                d(in, "h_m"), d(in, "R_m"), d(in, "x_m"), d(in, "y_m"), d(in, "tilt_rad"), d(in, "n")));
            case "rotating" ->
                Map.of(
                        "f_per_m2",
                        Ring.turning(
                                rho -> Ring.powered(d(in, "h_m"), d(in, "R_m"), rho, d(in, "n")),
                                d(in, "e_m"),
                                d(in, "rs_m")));
            case "flattest h/R for a cosine ring" -> Map.of("h_over_R", flattest());
            case "collected_fraction" ->
                Map.of("fraction", Ring.within(d(in, "h_m"), d(in, "R_m"), d(in, "rmax_m"), d(in, "n")));
            case "factor" ->
                Map.of(
                        "F", Transport.share(d(in, "p_Pa"), d(in, "h_m"), d(in, "p0d0_Pam")),
                        "dlnF_dlnp", Transport.sensitivity(d(in, "p_Pa"), d(in, "h_m"), d(in, "p0d0_Pam")));
            case "rate poisoned" -> poisonedRate(in);
            case "rate metal (Ar only)" ->
                Map.of(
                        "rate_nm_min",
                        model(in).metallic(d(in, "P_W"), d(in, "p_Ar_Pa")).rateNmPerMin());
            case "rate transition" -> transitionRate(in);
            case "time to 32 nm, constant rate, shutter fully open at t=0" ->
                Map.of("t_s", RateModel.secondsTo(d(in, "target_nm") * 1e-9, d(in, "rate_nm_min") * 1e-9 / 60));
            case "erosion_factor" -> Map.of("k_ero", Erosion.rateFactor(d(in, "eps"), d(in, "b")));
            case "erosion_total_atoms" ->
                Map.of("atoms", Erosion.grooveAtoms(d(in, "Rt_m"), d(in, "depth_m"), d(in, "util"), 4506));
            case "O2 lost at t=0 during deposition (mode jump)" -> oxygenLost(in);
            case "sens" -> Map.of("ng_cm2_Hz", Crystal.massPerHertz(d(in, "f0_Hz")) * 1e8);
            case "thickness" ->
                Map.of(
                        "sauerbrey_nm", Crystal.sauerbreyM(d(in, "f0_Hz"), d(in, "df_Hz"), d(in, "rho_f")) * 1e9,
                        "zmatch_nm",
                                Crystal.thicknessM(
                                                d(in, "f0_Hz"),
                                                d(in, "f0_Hz") - d(in, "df_Hz"),
                                                d(in, "rho_f"),
                                                d(in, "Z"))
                                        * 1e9);
            case "zmatch_fc" ->
                Map.of("fc_Hz", Crystal.loadedHz(d(in, "fq_Hz"), d(in, "t_nm") * 1e-9, d(in, "rho_f"), d(in, "Z")));
            case "thickness increment on a loaded crystal" ->
                Map.of(
                        "dt_nm",
                        1e9
                                * (Crystal.thicknessM(d(in, "fq_Hz"), d(in, "fc_after_Hz"), d(in, "rho_f"), d(in, "Z"))
                                        - Crystal.thicknessM(
                                                d(in, "fq_Hz"), d(in, "fc_before_Hz"), d(in, "rho_f"), d(in, "Z"))));
            case "pump_exp" -> Map.of("P", Vacuum.pumpedPa(d(in, "P0"), d(in, "S"), d(in, "V"), d(in, "t")));
            case "pumpdown" -> pumpDown(in);
            case "rate_of_rise" -> rateOfRise(in);
            case "mfc" ->
                Map.of("q", Vacuum.controlledFlow(d(in, "qs"), d(in, "q0"), d(in, "t"), d(in, "tau"), d(in, "dead")));
            case "ar_pressure" -> Map.of("p", Gas.pressurePa(d(in, "q_sccm"), d(in, "S"), d(in, "T")));
            case "paschen_v" ->
                Map.of("V", Vacuum.paschenV(d(in, "pd_torr_cm"), d(in, "A"), d(in, "B"), d(in, "gamma")));
            case "water_dT" -> Map.of("dT", Heat.waterRiseK(d(in, "P_W"), d(in, "frac"), d(in, "lpm") / 60000));
            case "zn_vapor_pressure" -> Map.of("P_Pa", Heat.zincVapourPa(d(in, "T_K")));
            case "foil_temperature" ->
                Map.of(
                        "T_K",
                        Heat.foilK(
                                d(in, "q_W_m2"),
                                d(in, "t_s"),
                                d(in, "thick_m"),
                                d(in, "eps"),
                                d(in, "hc"),
                                d(in, "T0"),
                                d(in, "Tsink")));
            case "mult",
                    "mult noisy + drift",
                    "single, ramp",
                    "double, ramp",
                    "single, step bias with gain error",
                    "kalman_lambda",
                    "kalman_rate" -> RunToRunCases.run(function, in);
            default -> throw new IllegalArgumentException("no formula for case function '" + function + "'");
        };
    }

    private static double d(JsonNode in, String key) {
        if (!in.has(key)) {
            throw new IllegalArgumentException("the case has no input '" + key + "'");
        }
        return in.get(key).asDouble();
    }

    private static Discharge discharge(JsonNode in) {
        return new Discharge(d(in, "V0"), d(in, "I0"), d(in, "p0"), d(in, "n"), d(in, "m"), d(in, "kappa"));
    }

    private static Map<String, Object> atPower(JsonNode in) {
        Discharge discharge = discharge(in);
        return Map.of(
                "V", discharge.voltageAtPowerV(d(in, "P_W"), d(in, "theta_t"), d(in, "p_Pa")),
                "I", discharge.currentAtPowerA(d(in, "P_W"), d(in, "theta_t"), d(in, "p_Pa")));
    }

    /** In the rate cases "n" is the emission exponent; the discharge keeps its own. */
    private static ToolParameters tool(JsonNode in) {
        boolean rate = in.has("rho_f");
        ToolParameters tool = ToolParameters.reference()
                .with(ToolParameter.OXYGEN_PER_TITANIUM, d(in, "z"))
                .with(ToolParameter.PARTICIPATION_AREA, d(in, "A_t_m2"))
                .with(ToolParameter.COLLECTING_AREA, d(in, "A_c_m2"))
                .with(ToolParameter.PUMPING_SPEED, d(in, "S_m3s"))
                .with(ToolParameter.GAS_TEMPERATURE, d(in, "T_K"))
                .with(ToolParameter.TARGET_STICKING, d(in, "alpha_t"))
                .with(ToolParameter.FILM_STICKING, d(in, "alpha_c"))
                .with(ToolParameter.IONISED_OXYGEN, d(in, "eta"))
                .with(ToolParameter.CHAMBER_VOLUME, d(in, "V_ch_m3"))
                .with(ToolParameter.TARGET_SKIN, d(in, "N_t_m2"))
                .with(ToolParameter.FILM_LAYER, d(in, "N_c_m2"));
        if (in.get("mode").asText().equals("coupled")) {
            tool = tool.with(ToolParameter.OXIDE_YIELD_AT_300_EV, d(in, "Yc_ref_300eV"))
                    .with(ToolParameter.VOLTAGE_0, d(in, "V0"))
                    .with(ToolParameter.CURRENT_0, d(in, "I0"))
                    .with(ToolParameter.PRESSURE_0, d(in, "p0"))
                    .with(ToolParameter.CURRENT_EXPONENT, rate ? 7 : d(in, "n"))
                    .with(ToolParameter.PRESSURE_EXPONENT, d(in, "m"))
                    .with(ToolParameter.KAPPA, d(in, "kappa"))
                    .with(ToolParameter.ION_ENERGY_SHARE, d(in, "f_E"))
                    .with(ToolParameter.ELECTRON_YIELD, d(in, "gamma"));
        }
        if (rate) {
            tool = tool.with(ToolParameter.THROW_DISTANCE, d(in, "h_m"))
                    .with(ToolParameter.FILM_DENSITY, d(in, "rho_f"))
                    .with(ToolParameter.EMISSION_EXPONENT, d(in, "n"))
                    .with(ToolParameter.STOPPING_PRESSURE_DISTANCE, d(in, "p0d0"))
                    .with(ToolParameter.CALIBRATION, d(in, "k_cal"));
        }
        return tool;
    }

    private static ReactiveBalance balance(JsonNode in) {
        ToolParameters tool = tool(in);
        Cathode cathode = in.get("mode").asText().equals("coupled")
                ? Cathode.atPower(tool, d(in, "P_W"), d(in, "p_Ar_Pa"))
                : Cathode.constant(d(in, "I_ion_A"), tool.participationAreaM2(), d(in, "Ym"), d(in, "Yc"));
        return new ReactiveBalance(tool, cathode, d(in, "p_Ar_Pa"), d(in, "S_m3s"));
    }

    private static Map<String, Object> state(BalanceState state) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("p_Pa", state.oxygenPa());
        out.put("theta_t", state.targetOxide());
        out.put("theta_c", state.filmOxide());
        out.put("q_sccm", state.oxygenSccm());
        out.put("qt_frac", state.targetShare());
        out.put("qc_frac", state.filmShare());
        out.put("qp_frac", state.pumpShare());
        out.put("V", state.voltageV());
        out.put("I", state.currentA());
        return out;
    }

    private static Map<String, Object> solve(JsonNode in) {
        List<Object> states = new ArrayList<>();
        balance(in).statesAt(d(in, "q_O2_sccm")).forEach(one -> states.add(state(one)));
        return Map.of("n", states.size(), "states", states);
    }

    private static Map<String, Object> folds(JsonNode in) {
        Optional<Folds> folds = balance(in).folds();
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("hysteresis", folds.isPresent());
        folds.ifPresent(found -> {
            out.put("upper", state(found.upper()));
            out.put("lower", state(found.lower()));
            out.put("q_up_sccm", found.upSccm());
            out.put("q_down_sccm", found.downSccm());
        });
        return out;
    }

    private static double criticalPressure(JsonNode in) {
        return balance(in).criticalPressurePa();
    }

    private static Map<String, Object> integrate(JsonNode in) {
        ReactiveBalance balance = balance(in);
        double[] y = {
            in.get("y0").get(0).asDouble(),
            in.get("y0").get(1).asDouble(),
            in.get("y0").get(2).asDouble()
        };
        double dt = d(in, "dt_s");
        Map<String, Object> out = new LinkedHashMap<>();
        for (int step = 1; step <= Math.round(30 / dt); step++) {
            balance.referenceStep(y, d(in, "q_O2_sccm"), dt);
            for (String at : List.of("0.5", "1", "2", "5", "10", "30")) {
                if (step == Math.round(Double.parseDouble(at) / dt)) {
                    out.put("t=" + at, Map.of("theta_t", y[0], "theta_c", y[1], "p_Pa", y[2]));
                }
            }
        }
        return out;
    }

    private static Map<String, Object> loop(JsonNode in) {
        ReactiveBalance balance = balance(in);
        double dt = d(in, "dt_s");
        BalanceState start = balance.statesAt(0.2).get(0);
        double[] y = {start.targetOxide(), start.filmOxide(), start.oxygenPa()};
        Map<String, Object> out = new LinkedHashMap<>();
        int half = (int) Math.round(120 / dt);
        for (int i = 0; i < 2 * half; i++) {
            double along = i < half ? (double) i / half : 2 - (double) i / half;
            double flow = 0.2 + 1.2 * along;
            double before = y[0];
            balance.referenceStep(y, flow, dt);
            if (i < half && before < 0.6 && y[0] >= 0.6) {
                out.put("q_when_theta_t_passes_0p6_up", flow);
            }
            if (i >= half && before > 0.5 && y[0] <= 0.5) {
                out.put("q_when_theta_t_passes_0p5_down", flow);
            }
        }
        return out;
    }

    private static Map<String, Object> ring(JsonNode in) {
        double here = Ring.cosine(d(in, "h_m"), d(in, "R_m"), d(in, "rho_m"));
        return Map.of("f_per_m2", here, "ratio_to_centre", here / Ring.cosine(d(in, "h_m"), d(in, "R_m"), 0));
    }

    /** Where the profile of a unit ring has no curvature on its axis. */
    private static double flattest() {
        return Roots.between(h -> Ring.cosine(h, 1, 1e-3) - Ring.cosine(h, 1, 0), 1.0, 2.0);
    }

    private static RateModel model(JsonNode in) {
        return new RateModel(tool(in), new Place(0, d(in, "rho_m")), d(in, "eps"));
    }

    private static Map<String, Object> poisonedRate(JsonNode in) {
        OperatingPoint point = model(in).poisoned(d(in, "P_W"), d(in, "p_Ar_Pa"), d(in, "q_O2_sccm"), d(in, "S_m3s"));
        return Map.of(
                "rate_nm_min", point.rateNmPerMin(),
                "p_O2_Pa", point.oxygenPa(),
                "p_tot_Pa", point.pressurePa(),
                "theta_t", point.targetOxide(),
                "V", point.voltageV(),
                "I", point.currentA());
    }

    private static Map<String, Object> transitionRate(JsonNode in) {
        OperatingPoint point = model(in).atOxygen(d(in, "P_W"), d(in, "p_Ar_Pa"), d(in, "p_O2_Pa"));
        return Map.of(
                "rate_nm_min", point.rateNmPerMin(),
                "theta_t", point.targetOxide(),
                "theta_c", point.filmOxide(),
                "q_sccm", balance(in).steady(d(in, "p_O2_Pa")).oxygenSccm());
    }

    private static Map<String, Object> oxygenLost(JsonNode in) {
        ToolParameters tool = tool(in);
        ReactiveBalance balance = balance(in);
        RateModel model = model(in);
        BalanceState before = balance.poisonedAt(d(in, "q_O2_sccm_before"));
        double[] y = {before.targetOxide(), before.filmOxide(), before.oxygenPa()};
        Cathode cathode = Cathode.atPower(tool, d(in, "P_W"), d(in, "p_Ar_Pa"));
        double dt = 0.0005;
        double sample = d(in, "trapezoid_dt_s");
        double rate0 = rate(model, cathode, tool, y, d(in, "p_Ar_Pa"));
        double last = rate0;
        double excess = 0;
        Map<String, Object> out = new LinkedHashMap<>();
        for (int step = 1; step <= Math.round(10 / dt); step++) {
            balance.referenceStep(y, d(in, "q_O2_sccm_after"), dt);
            if (step % Math.round(sample / dt) == 0) {
                double rate = rate(model, cathode, tool, y, d(in, "p_Ar_Pa"));
                excess += (0.5 * (rate + last) - rate0) * sample;
                last = rate;
                if (step % Math.round(1 / dt) != 0) {
                    continue;
                }
                Emission emission = new Emission();
                cathode.emission(y[0], emission);
                out.put(
                        "t=" + Math.round(step * dt),
                        Map.of(
                                "rate_nm_min", rate * 60e9,
                                "dV_pct", 100 * (emission.voltageV / before.voltageV() - 1),
                                "excess_nm", excess * 1e9));
            }
        }
        return out;
    }

    private static double rate(RateModel model, Cathode cathode, ToolParameters tool, double[] y, double argonPa) {
        Emission emission = new Emission();
        cathode.emission(y[0], emission);
        double atoms = emission.ionsPerM2S
                * tool.participationAreaM2()
                * (emission.metalYield * (1 - y[0]) + emission.oxideYield * y[0]);
        return model.rateMPerS(atoms, y[1], argonPa + y[2]);
    }

    private static Map<String, Object> pumpDown(JsonNode in) {
        double p = d(in, "P0");
        double v = d(in, "V");
        double dt = d(in, "dt_s");
        Map<String, Object> out = new LinkedHashMap<>();
        for (int step = 0; step < Math.round(3600 / dt); step++) {
            double t = Math.max(step * dt, dt);
            double load = Vacuum.outgassingPaM3PerS(5e-5, 0.8, 1, t) + 1e-7;
            p = Vacuum.pumpStepPa(p, p > 10 ? 0.004 : 0.2, v, load, dt);
            if ((step + 1) % Math.round(1 / dt) == 0) {
                out.put("t=" + Math.round((step + 1) * dt), p);
            }
        }
        return out;
    }

    private static Map<String, Object> rateOfRise(JsonNode in) {
        double q = Vacuum.rateOfRisePaM3PerS(d(in, "dP"), d(in, "dt"), d(in, "V"));
        return Map.of("Q", q, "sccm_300K", Gas.sccmOfThroughput(q, 300));
    }

    /** The in-run filter over a deposition whose true rate factor is given: predict, then correct, once a step. */
    private static Map<String, Object> inRun(JsonNode in) {
        InRunFilter filter = new InRunFilter(new InRunFilter.Assumptions(
                Math.sqrt(d(in, "Pg")),
                Math.sqrt(d(in, "Po")),
                Math.sqrt(d(in, "Ps")),
                d(in, "sd"),
                d(in, "sg"),
                d(in, "so"),
                d(in, "ss"),
                1e9));
        double dt = d(in, "dt_s");
        double step = d(in, "r_model_nm_s") * dt;
        double truth = 0;
        for (int i = 0; i < in.get("n").asInt(); i++) {
            truth += d(in, "g_true") * step;
            filter.grow(step, dt);
            if (in.get("qcm").asBoolean()) {
                filter.crystal((1 + d(in, "s_true")) * truth + d(in, "o_true"), d(in, "sv"));
            }
        }
        return Map.of(
                "d_true", truth,
                "d_est", filter.thicknessNm(),
                "sigma_d", filter.thicknessSigmaNm(),
                "g", filter.rateFactor(),
                "o", filter.offsetNm(),
                "s", filter.scaleError());
    }

    /**
     * What a local controller would do in the transition region: oxygen by the voltage (PI), through a gas line that
     * takes a while and a valve that lags, on the balance in time. Answers whether the last 5 of 40 seconds stay within
     * a volt.
     */
    private static Map<String, Object> transitionLoop(JsonNode in) {
        ReactiveBalance balance = balance(in);
        Cathode cathode = Cathode.atPower(tool(in), d(in, "P_W"), d(in, "p_Ar_Pa"));
        BalanceState start = balance.steady(d(in, "p_O2_setpoint_Pa"));
        double[] y = {start.targetOxide() + d(in, "theta_t0_offset"), start.filmOxide(), start.oxygenPa()};
        double dt = 0.001;
        double sample = d(in, "Ts_s");
        double feed = d(in, "q_ff_sccm");
        double[] line = new double[(int) Math.round(d(in, "transport_delay_s") / dt)];
        java.util.Arrays.fill(line, feed);
        double asked = feed;
        double valve = feed;
        double integral = 0;
        double worst = 0;
        Emission emission = new Emission();
        for (int i = 0; i < Math.round(40 / dt); i++) {
            if (i % Math.round(sample / dt) == 0) {
                cathode.emission(y[0], emission);
                double off = emission.voltageV() - d(in, "V_set");
                integral += off * sample;
                asked = Math.max(0, feed - d(in, "Kp_sccm_per_V") * off - d(in, "Ki_sccm_per_V_s") * integral);
                worst = i * dt >= 35 ? Math.max(worst, Math.abs(off)) : worst;
            }
            valve += (asked - valve) * dt / d(in, "valve_tau_s");
            int place = i % line.length;
            double arrives = line[place];
            line[place] = valve;
            balance.referenceStep(y, arrives, dt);
        }
        return Map.of("holds_setpoint", worst <= 1);
    }
}
