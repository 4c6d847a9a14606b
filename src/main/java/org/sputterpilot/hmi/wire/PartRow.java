package org.sputterpilot.hmi.wire;

/** A part of a cell: a disc, or the lot of a material. */
public record PartRow(String role, String coupon, String material, String facing, Double amount, String amountUnit) {}
