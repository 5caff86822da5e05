import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PROJECTIONS } from '../../projections/all.js';
import type { Problem } from '../../src/http/problems/problem.js';
import type { Readiness } from '../../src/operations/readiness.js';
import { TestService } from '../support/service.js';

describe('a running service', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await TestService.start();
  });

  afterAll(() => service.stop());

  it('says to anybody that it lives', async () => {
    expect((await service.get('/health/live')).body).toEqual({ live: true });
  });

  it('is ready when its stores answer, and names every read model', async () => {
    const { status, body } = await service.get<{ ready: boolean; readModels: { model: string }[] }>('/health/ready');
    expect([status, body.ready]).toEqual([200, true]);
    expect(body.readModels.map(({ model }) => model)).toEqual(PROJECTIONS.map(({ name }) => name));
  });

  it('tells where in the log its read models stand to who may read its figures alone', async () => {
    const inspector = await service.token({ subject: 'i', name: 'I', role: 'inspector' });
    const council = await service.token({ subject: 'c', name: 'C', role: 'council' });
    const path = '/health/ready';
    const body = { occurredOn: { date: '2008-01-01' }, unitId: 'moi', kind: 'PROVINCE' };
    const name = { full: { vi: 'Tỉnh Mới' }, short: { vi: 'Mới' } };
    const before = (await service.get(path)).body;
    const receipt = await service.post<{ position: string }>('/units', { token: council, body: { ...body, name } });
    const { position } = receipt.body;
    await service.get('/units/moi', { token: council, headers: { 'if-position': position } });
    expect((await service.get(path)).body).toEqual(before);
    const { readModels } = (await service.get<Readiness>(path, { token: inspector })).body;
    expect(readModels[0]).toMatchObject({ position, head: position });
    expect((await service.get(path, { token: council })).status).toBe(403);
    expect((await service.get(path, { token: 'a.b.c' })).status).toBe(401);
  });

  it('shows its figures to an inspector, and not to a dashboard', async () => {
    const inspector = await service.token({ subject: 'i', name: 'I', role: 'inspector' });
    const dashboard = await service.token({ subject: 'd', name: 'D', role: 'dashboard' });
    const { status, body } = await service.get<string>('/metrics', { token: inspector });
    expect(status).toBe(200);
    expect(body).toContain('projection_seconds_behind{model="pledge-status"} 0');
    expect(body).toContain('http_request_seconds_count{method="GET",route="/health/ready",status="200"}');
    expect((await service.get('/metrics', { token: dashboard })).status).toBe(403);
  });

  it('tells in its document of health, figures and the meaning of problems', async () => {
    const { paths } = (await service.get<{ paths: Readonly<Record<string, object>> }>('/docs/json')).body;
    for (const path of ['/health/live', '/health/ready', '/metrics', '/docs/problems', '/docs/problems/{code}']) {
      expect([path, Object.keys(paths[path] ?? {})]).toEqual([path, ['get']]);
    }
  });

  it('takes a sheet of 60 lines with their documents, and none beyond 256 KiB (H6)', async () => {
    const unit = await service.token({ subject: 'r', name: 'R', role: 'representative', unit: 'lao-cai' });
    const evidence = Array.from({ length: 5 }, (_, n) => ({
      title: `Báo cáo kết quả thực hiện nhiệm vụ được giao, phần ${n + 1}`,
      document: {
        number: '1255/SGTVT-VP',
        date: { date: '2024-09-20' },
        issuer: { kind: 'EXTERNAL', name: 'Sở GTVT' },
      },
      sha256: 'a'.repeat(64),
    }));
    const line = { mark: '10', evidence, note: 'Số liệu đến hết ngày 30/11 năm báo cáo. '.repeat(10).trim() };
    const sheet = (count: number) => ({
      unitId: 'lao-cai',
      lines: Array.from({ length: count }, (_, n) => ({ ...line, criterionId: `tieu-chi-${n}` })),
    });
    expect(JSON.stringify(sheet(60)).length).toBeGreaterThan(65_536);
    const path = '/blocs/cum-7-tinh/years/2024/scores/self-scores';
    const sent = async (count: number) =>
      (await service.post<Problem>(path, { token: unit, body: sheet(count) })).body.code;
    expect([await sent(60), await sent(400)]).toEqual(['UNKNOWN_UNIT', 'PAYLOAD_TOO_LARGE']);
  });

  it('serves its documents from itself, without a token', async () => {
    const pages = ['/docs', '/docs/start.js', '/docs/json', '/docs/assets/swagger-ui-bundle.js', '/docs/problems'];
    const statuses = await Promise.all(pages.map(async (page) => (await service.raw(page)).status));
    expect(statuses).toEqual(pages.map(() => 200));
    expect((await service.get<{ rule: string }>('/docs/problems/ALREADY_SIGNED')).body.rule).toBe('R02');
    expect((await service.raw('/docs')).headers.get('referrer-policy')).toBe('no-referrer');
  });

  it('serves no other file of the machine', async () => {
    expect((await service.raw('/docs/assets/..%2Fpackage.json')).status).toBe(404);
  });
});
