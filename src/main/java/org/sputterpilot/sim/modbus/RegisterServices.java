package org.sputterpilot.sim.modbus;

import com.digitalpetri.modbus.FunctionCode;
import com.digitalpetri.modbus.exceptions.ModbusResponseException;
import com.digitalpetri.modbus.pdu.ReadCoilsRequest;
import com.digitalpetri.modbus.pdu.ReadCoilsResponse;
import com.digitalpetri.modbus.pdu.ReadDiscreteInputsRequest;
import com.digitalpetri.modbus.pdu.ReadDiscreteInputsResponse;
import com.digitalpetri.modbus.pdu.ReadHoldingRegistersRequest;
import com.digitalpetri.modbus.pdu.ReadHoldingRegistersResponse;
import com.digitalpetri.modbus.pdu.ReadInputRegistersRequest;
import com.digitalpetri.modbus.pdu.ReadInputRegistersResponse;
import com.digitalpetri.modbus.pdu.WriteMultipleCoilsRequest;
import com.digitalpetri.modbus.pdu.WriteMultipleCoilsResponse;
import com.digitalpetri.modbus.pdu.WriteMultipleRegistersRequest;
import com.digitalpetri.modbus.pdu.WriteMultipleRegistersResponse;
import com.digitalpetri.modbus.pdu.WriteSingleCoilRequest;
import com.digitalpetri.modbus.pdu.WriteSingleCoilResponse;
import com.digitalpetri.modbus.pdu.WriteSingleRegisterRequest;
import com.digitalpetri.modbus.pdu.WriteSingleRegisterResponse;
import com.digitalpetri.modbus.server.ModbusRequestContext;
import com.digitalpetri.modbus.server.ModbusServices;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.sputterpilot.links.RegisterPlace.Table;

/** Modbus function codes, each one call to the register map. */
final class RegisterServices implements ModbusServices {
    private static final int COIL_ON = 0xFF00;

    private final RegisterMap map;

    RegisterServices(RegisterMap map) {
        this.map = map;
    }

    private interface Call<T> {
        T run() throws RegisterMap.Refused;
    }

    private static <T> T answer(FunctionCode function, Call<T> call) throws ModbusResponseException {
        try {
            return call.run();
        } catch (RegisterMap.Refused refused) {
            throw new ModbusResponseException(function, refused.code());
        }
    }

    @Override
    public ReadCoilsResponse readCoils(ModbusRequestContext context, int unitId, ReadCoilsRequest request)
            throws ModbusResponseException {
        return answer(
                FunctionCode.READ_COILS,
                () -> new ReadCoilsResponse(map.bits(Table.COIL, request.address(), request.quantity())));
    }

    @Override
    public ReadDiscreteInputsResponse readDiscreteInputs(
            ModbusRequestContext context, int unitId, ReadDiscreteInputsRequest request)
            throws ModbusResponseException {
        return answer(
                FunctionCode.READ_DISCRETE_INPUTS,
                () -> new ReadDiscreteInputsResponse(
                        map.bits(Table.DISCRETE_INPUT, request.address(), request.quantity())));
    }

    @Override
    public ReadHoldingRegistersResponse readHoldingRegisters(
            ModbusRequestContext context, int unitId, ReadHoldingRegistersRequest request)
            throws ModbusResponseException {
        return answer(
                FunctionCode.READ_HOLDING_REGISTERS,
                () -> new ReadHoldingRegistersResponse(
                        map.registers(Table.HOLDING_REGISTER, request.address(), request.quantity())));
    }

    @Override
    public ReadInputRegistersResponse readInputRegisters(
            ModbusRequestContext context, int unitId, ReadInputRegistersRequest request)
            throws ModbusResponseException {
        return answer(
                FunctionCode.READ_INPUT_REGISTERS,
                () -> new ReadInputRegistersResponse(
                        map.registers(Table.INPUT_REGISTER, request.address(), request.quantity())));
    }

    @Override
    public WriteSingleCoilResponse writeSingleCoil(
            ModbusRequestContext context, int unitId, WriteSingleCoilRequest request) throws ModbusResponseException {
        return answer(FunctionCode.WRITE_SINGLE_COIL, () -> {
            map.writeCoils(request.address(), List.of(request.value() == COIL_ON));
            return new WriteSingleCoilResponse(request.address(), request.value());
        });
    }

    @Override
    public WriteMultipleCoilsResponse writeMultipleCoils(
            ModbusRequestContext context, int unitId, WriteMultipleCoilsRequest request)
            throws ModbusResponseException {
        return answer(FunctionCode.WRITE_MULTIPLE_COILS, () -> {
            List<Boolean> values = new ArrayList<>();
            for (int i = 0; i < request.quantity(); i++) {
                values.add((request.values()[i / Byte.SIZE] >> i % Byte.SIZE & 1) == 1);
            }
            map.writeCoils(request.address(), values);
            return new WriteMultipleCoilsResponse(request.address(), request.quantity());
        });
    }

    @Override
    public WriteSingleRegisterResponse writeSingleRegister(
            ModbusRequestContext context, int unitId, WriteSingleRegisterRequest request)
            throws ModbusResponseException {
        return answer(FunctionCode.WRITE_SINGLE_REGISTER, () -> {
            byte[] word = ByteBuffer.allocate(Short.BYTES)
                    .putShort((short) request.value())
                    .array();
            map.writeRegisters(request.address(), word);
            return new WriteSingleRegisterResponse(request.address(), request.value());
        });
    }

    @Override
    public WriteMultipleRegistersResponse writeMultipleRegisters(
            ModbusRequestContext context, int unitId, WriteMultipleRegistersRequest request)
            throws ModbusResponseException {
        return answer(FunctionCode.WRITE_MULTIPLE_REGISTERS, () -> {
            map.writeRegisters(request.address(), request.values());
            return new WriteMultipleRegistersResponse(request.address(), request.quantity());
        });
    }
}
