package org.sputterpilot.sim;

/** What people and the building do to the tool: doors, buttons, bottles, air, mains, the room. */
final class Surroundings {
    boolean estopOk = true;
    boolean doorClosed = true;
    boolean coverClosed = true;
    boolean exhaustOk = true;
    boolean waterLeak;
    boolean onBattery;
    boolean mainsOk = true;
    boolean oxygenRated = true;
    double roomOxygen = 0.209;
    double airPa = 600_000;
    double argonSupplyPa = 250_000;
    double oxygenSupplyPa = 200_000;
    double nitrogenSupplyPa = 300_000;
    double roomPa;
    double humidity;
    double reflected;

    Surroundings(ChamberTruth truth) {
        roomPa = truth.roomPa;
        humidity = truth.humidity;
    }

    /** Sets one of them by its tag; false when this tag is not of the surroundings. */
    boolean set(Point point, double value) {
        boolean yes = value != 0;
        switch (point) {
            case SAFETY_ESTOP_OK -> estopOk = yes;
            case DOOR_IS_CLOSED -> doorClosed = yes;
            case CATHODE_COVER_CLOSED -> coverClosed = yes;
            case SAFETY_EXHAUST_OK -> exhaustOk = yes;
            case COOLING_LEAK -> waterLeak = yes;
            case UTILITY_UPS_ON_BATTERY -> onBattery = yes;
            case VACUUM_PUMP_OXYGEN_RATED -> oxygenRated = yes;
            case SAFETY_ROOM_OXYGEN -> roomOxygen = value;
            case UTILITY_AIR_PRESSURE -> airPa = value;
            case GAS_ARGON_SUPPLY_PRESSURE -> argonSupplyPa = value;
            case GAS_OXYGEN_SUPPLY_PRESSURE -> oxygenSupplyPa = value;
            case GAS_NITROGEN_SUPPLY_PRESSURE -> nitrogenSupplyPa = value;
            case ROOM_PRESSURE -> roomPa = value;
            case ROOM_HUMIDITY -> humidity = value;
            case CATHODE_REFLECTED -> reflected = value;
            default -> {
                return false;
            }
        }
        return true;
    }

    void keep(Ledger ledger) {
        estopOk = ledger.keep("room.estop_ok", estopOk);
        doorClosed = ledger.keep("room.door_closed", doorClosed);
        coverClosed = ledger.keep("room.cover_closed", coverClosed);
        exhaustOk = ledger.keep("room.exhaust_ok", exhaustOk);
        waterLeak = ledger.keep("room.water_leak", waterLeak);
        onBattery = ledger.keep("room.on_battery", onBattery);
        mainsOk = ledger.keep("room.mains_ok", mainsOk);
        oxygenRated = ledger.keep("room.oxygen_rated", oxygenRated);
        roomOxygen = ledger.keep("room.oxygen", roomOxygen);
        airPa = ledger.keep("room.air", airPa);
        argonSupplyPa = ledger.keep("room.argon", argonSupplyPa);
        oxygenSupplyPa = ledger.keep("room.oxygen_supply", oxygenSupplyPa);
        nitrogenSupplyPa = ledger.keep("room.nitrogen", nitrogenSupplyPa);
        roomPa = ledger.keep("room.pressure", roomPa);
        humidity = ledger.keep("room.humidity", humidity);
        reflected = ledger.keep("room.reflected", reflected);
    }
}
