import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { METRICS } from '../host/tokens.js';
import { Access } from '../http/access.js';
import type { HostMetrics } from './host-metrics.js';

/** What the host measures, for Prometheus. It names no ledger and no person. */
@Controller('metrics')
@Access('public')
export class MetricsController {
  constructor(@Inject(METRICS) private readonly metrics: HostMetrics) {}

  @Get()
  async read(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const text = await this.metrics.render();
    void reply.type(this.metrics.contentType).header('Cache-Control', 'no-store');
    return text;
  }
}
